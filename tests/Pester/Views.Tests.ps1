# What the cmdlets' output looks like on a screen, and in JSON, CSV and CliXml.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
    $rendering = $PSStyle.OutputRendering

    # The columns that a terminal shows a line in. Counted here a second time, not as the module does it.
    function Get-LineWidth([string] $Line) {
        $columns = 0
        foreach ($rune in $Line.EnumerateRunes()) {
            $columns += switch ($rune.Value) {
                { $_ -in 0x200D, 0xFE0F, 0xFE0E -or [Text.Rune]::GetUnicodeCategory($rune) -in 'NonSpacingMark', 'EnclosingMark' } { 0; break }
                { $_ -ge 0x1F300 -and $_ -le 0x1FAFF -or $_ -ge 0x1F1E6 -and $_ -le 0x1F1FF } { 2; break }
                { $_ -in 0x2705, 0x2728, 0x274C, 0x2B50, 0x26A1, 0x23F0 } { 2; break }
                { $_ -ge 0x1100 -and $_ -le 0x115F -or $_ -ge 0x2E80 -and $_ -le 0xA4CF -or $_ -ge 0xAC00 -and $_ -le 0xD7A3 -or $_ -ge 0xF900 -and $_ -le 0xFAFF -or $_ -ge 0xFF00 -and $_ -le 0xFF60 } { 2; break }
                default { 1 }
            }
        }
        $columns
    }

    # What is on the screen of a terminal that is so wide.
    function Get-Screen([int] $Width) {
        $lines = @(($input | Out-String -Width $Width).Split([Environment]::NewLine).TrimEnd() | Where-Object { $_ })
        foreach ($line in $lines) { Get-LineWidth $line | Should -BeLessOrEqual $Width -Because "'$line' is on a screen of $Width columns" }
        $lines
    }

    # The value of a line of a list.
    function Get-ListValue([string[]] $Screen, [string] $Label) {
        ($Screen | Where-Object { $_ -match "^$Label\s*: " }) -replace '^.*?: '
    }

    function New-Generation([hashtable] $Property = @{}) {
        $all = @{ Id = '1f0c2b6e-53a4-6f10-9a52-0242ac120002'; Status = 'Complete'; Prompt = 'A fox runs through snow'; Seed = 7; Duration = 8; Width = 1280; Height = 720; Cost = 2.8886; CreatedAt = [DateTimeOffset]::UtcNow.AddMinutes(-3.5) }
        foreach ($name in $Property.Keys) { $all[$name] = $Property[$name] }
        [Seedance.SeedanceGeneration] $all
    }

    function New-Job([hashtable] $Property = @{}) {
        $all = @{ Key = '20261126-141500-000-1'; Id = '1f0c2b6e-53a4-6f10-9a52-0242ac120002'; Status = 'Pending'; JobName = 'trailer'; Prompt = 'A fox runs through snow'; Seed = 7; Duration = 8; Width = 1280; Height = 720; Cost = 2.8886; SubmittedAt = [DateTimeOffset]::UtcNow.AddMinutes(-3.5) }
        foreach ($name in $Property.Keys) { $all[$name] = $Property[$name] }
        [Seedance.SeedanceJob] $all
    }

    $unusual = @(
        '狐狸在雪地里奔跑,阳光穿过树林,远处的山峰若隐若现'
        '🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊'
        'x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊x🦊'
        '⭐✅⚡⏰⭐✅⚡⏰⭐✅⚡⏰⭐✅⚡⏰⭐✅⚡⏰⭐✅⚡⏰⭐✅⚡⏰⭐✅⚡⏰'
        '👨‍👩‍👧‍👦 a family 👨‍👩‍👧‍👦 walks 👨‍👩‍👧‍👦 home 👨‍👩‍👧‍👦 at night 🇩🇪'
        "two`r`nlines and a`ttab and $([char]27)[31mred$([char]27)[0m"
        ('a very long prompt ' * 200)
        'ｆｕｌｌ　ｗｉｄｔｈ　ｔｅｘｔ　ｉｓ　ｗｉｄｅ'
    )
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Stop-Workplace
}

Describe 'The table of generations' {
    BeforeEach { Reset-Workplace }
    AfterEach { $PSStyle.OutputRendering = $rendering }

    It 'shows ID, status, duration, cost, age and input on 80 columns' {
        $screen = New-Generation | Get-Screen 80

        $screen[0] -split '\s+' | Should -BeExactly 'Id', 'Status', 's', 'Cost', 'Age', 'Input'
        $screen[2] | Should -BeExactly '1f0c2b6e-53a4-6f10-9a52-0242ac120002 Complete  8      $2.89  3 min A fox runs…'
    }

    It 'adds size and video on 120 columns' {
        $screen = New-Generation @{ Path = "$PWD/videos/fox.mp4" } | Get-Screen 120

        $screen[0] -split '\s+' | Should -BeExactly 'Id', 'Status', 's', 'Cost', 'Age', 'Input', 'Size', 'Video'
        $screen[2] | Should -BeLike '* A fox runs…  1280x720  fox.mp4'
    }

    It 'shows the file that a video was made from in place of the prompt' {
        New-TestImage fox.png

        (Get-Item fox.png | New-SeedanceVideo -Prompt 'It runs' | Get-Screen 80)[2] | Should -BeLike '* fox.png'
    }

    It 'fits <Width> columns whatever the prompt is' -ForEach @{ Width = 80 }, @{ Width = 100 }, @{ Width = 120 } {
        foreach ($prompt in $unusual) {
            (New-Generation @{ Prompt = $prompt } | Get-Screen $Width) | Should -HaveCount 3
            (New-Generation @{ Prompt = $prompt } | Get-Screen $Width)[2] | Should -Not -Match "\x1b|\uFFFD"
        }
    }

    It 'shows <Text> as the cost of <Cost> <Unit>' -ForEach @(
        @{ Cost = 0.0972; Unit = 'DOLLARS'; Text = '$0.10' }
        @{ Cost = 12; Unit = 'DOLLARS'; Text = '$12.00' }
        @{ Cost = 1936; Unit = 'CREDITS'; Text = '1936 cr' }
    ) {
        $cost = if ($Unit -eq 'CREDITS') { @{ Cost = $null; Credits = $Cost } } else { @{ Cost = $Cost } }
        Get-ListValue (New-Generation $cost | Format-List | Get-Screen 80) Cost | Should -BeExactly $Text
        (New-Generation $cost | Get-Screen 80)[2] | Should -BeLike "* $Text *"
    }

    It 'shows <Text> as the age after <Passed>' -ForEach @(
        @{ Passed = '00:00:00'; Text = '0 s' }
        @{ Passed = '00:59:30'; Text = '59 min' }
        @{ Passed = '23:30:00'; Text = '23 h' }
        @{ Passed = '12.06:00:00'; Text = '12 d' }
        # The clock of the service is ahead.
        @{ Passed = '-00:05:00'; Text = '0 s' }
    ) {
        $screen = New-Generation @{ CreatedAt = [DateTimeOffset]::UtcNow - [timespan] $Passed } | Get-Screen 80

        $screen[2] -replace '\d+ s ', '0 s ' | Should -BeLike "* $Text *"
    }

    It 'colors the status <Status>' -ForEach @(
        @{ Status = 'Complete'; Color = 'Green' }
        @{ Status = 'Pending'; Color = 'Yellow' }
        @{ Status = 'Failed'; Color = 'Red' }
    ) {
        $PSStyle.OutputRendering = 'Ansi'

        New-Generation @{ Status = $Status } | Out-String | Should -BeLikeExactly "*$($PSStyle.Foreground.$Color)$Status$($PSStyle.Reset)*".Replace('[', '`[')
    }

    It 'links the status of a saved video to its file' {
        $PSStyle.OutputRendering = 'Ansi'
        $path = "$PWD/a b#c.mp4"

        $text = New-Generation @{ Path = $path } | Out-String -Width 120

        $text.Contains("`e]8;;file://$PWD/a%20b%23c.mp4`e\") | Should -BeTrue -Because $text
        # A link that is not closed would go on to the end of the screen.
        [regex]::Matches($text, '\e\]8;;').Count | Should -Be 2
    }

    # What is cut off must not take the end of the link with it.
    It 'closes the link on a screen of <_> columns' -ForEach 50, 60, 80, 85, 90, 100, 118, 140 {
        $PSStyle.OutputRendering = 'Ansi'

        $text = New-Generation @{ Path = "$PWD/$('long name ' * 12).mp4" } | Out-String -Width $_

        [regex]::Matches($text, '\e\]8;;file:').Count | Should -Be ([regex]::Matches($text, '\e\]8;;\e').Count)
    }

    It 'is plain text where output is redirected' {
        New-Generation @{ Path = "$PWD/fox.mp4" } | Out-File screen.txt

        Get-Content screen.txt -Raw | Should -Not -Match '\x1b'
    }

    It 'is plain text with NO_COLOR' {
        $run = Invoke-Pwsh -Command 'Connect-Seedance -Sandbox; New-SeedanceVideo "a fox" -Destination . ; $PSStyle.OutputRendering; Get-SeedanceJob | Format-List' -Environment @{ NO_COLOR = '1' }

        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -MatchExactly 'Complete'
        $run.Output | Should -Not -Match '\x1b'
    }

    It 'works in strict mode for an object that is empty' {
        Set-StrictMode -Version Latest
        $Error.Clear()

        [Seedance.SeedanceGeneration]::new() | Get-Screen 80 | Should -HaveCount 3
        [Seedance.SeedanceGeneration]::new() | Format-List | Get-Screen 80 | Should -Not -BeNullOrEmpty
        [Seedance.SeedanceJob]::new() | Get-Screen 80 | Should -HaveCount 3
        [Seedance.SeedanceJob]::new() | Format-List | Get-Screen 80 | Should -Not -BeNullOrEmpty
        [Seedance.SeedanceMedia]::new() | Get-Screen 80 | Should -HaveCount 3
        [Seedance.SeedanceRequest]::new() | Get-Screen 80 | Should -HaveCount 3
        [Seedance.SeedanceAccount] @{ UserName = 'fox' } | Get-Screen 80 | Should -HaveCount 3
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'The list of a generation' {
    BeforeEach { Reset-Workplace }
    AfterEach { $PSStyle.OutputRendering = $rendering }

    It 'shows what the table has no place for' {
        $created = [DateTimeOffset]::UtcNow.AddMinutes(-3.5)

        $screen = New-Generation @{ Path = "$PWD/fox.mp4"; CreatedAt = $created } | Format-List | Get-Screen 120

        Get-ListValue $screen Status | Should -BeExactly 'Complete'
        Get-ListValue $screen Prompt | Should -BeExactly 'A fox runs through snow'
        Get-ListValue $screen Video | Should -BeExactly '8 s, 1280x720'
        Get-ListValue $screen Seed | Should -BeExactly '7'
        Get-ListValue $screen Cost | Should -BeExactly '$2.89'
        Get-ListValue $screen Created | Should -BeExactly "3 min ago ($($created.ToLocalTime().ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)))"
        Get-ListValue $screen Path | Should -BeExactly "$PWD/fox.mp4"
    }

    It 'links the path' {
        $PSStyle.OutputRendering = 'Ansi'

        $text = New-Generation @{ Path = "$PWD/fox.mp4" } | Format-List | Out-String -Width 200

        $text.Contains($PSStyle.FormatHyperlink("$PWD/fox.mp4", "file://$PWD/fox.mp4")) | Should -BeTrue -Because $text
    }

    It 'shows all of a long prompt, on lines that fit' {
        $screen = New-Generation @{ Prompt = $unusual[6] } | Format-List | Get-Screen 80

        $screen.Count | Should -BeGreaterThan 40
    }
}

Describe 'The table of jobs' {
    BeforeEach { Reset-Workplace }
    AfterEach { $PSStyle.OutputRendering = $rendering }

    It 'shows age, status, cost, job name, input and result on 80 columns' {
        $screen = New-Job @{ Status = 'Saved'; Path = "$PWD/videos/fox.mp4" } | Get-Screen 80

        $screen[0].Trim() -split '\s+' | Should -BeExactly 'Age', 'Status', 'Cost', 'JobName', 'Input', 'Result'
        $screen[2] | Should -BeExactly ' 3 min Saved           $2.89 trailer      A fox runs thr… fox.mp4'
    }

    It 'adds ID and duration on 120 columns' {
        $screen = New-Job | Get-Screen 120

        $screen[0].Trim() -split '\s+' | Should -BeExactly 'Age', 'Status', 'Cost', 'JobName', 'Input', 'Result', 'Id', 's'
        $screen[2] | Should -BeLike '* 1f0c2b6e-53a4-6f10-9a52-0242ac120002  8'
    }

    It 'shows why a job failed' {
        $null = Get-OnlyError { New-SeedanceVideo 'a fox [[fails]]' -JobName trailer -Wait }

        $screen = Get-SeedanceJob | Get-Screen 80

        $screen[2] | Should -BeLike '* Failed * trailer * Moderation: NSFW'
        (Get-SeedanceJob).Failure | Should -BeExactly 'Moderation: NSFW'
        Get-ListValue (Get-SeedanceJob | Format-List | Get-Screen 80) Failure | Should -BeExactly 'Moderation: NSFW'
    }

    It 'fits <Width> columns whatever prompt and job name are' -ForEach @{ Width = 80 }, @{ Width = 120 } {
        foreach ($text in $unusual) {
            $screen = New-Job @{ Prompt = $text; JobName = $text; Status = 'Failed'; SourcePath = "$PWD/$($text.Substring(0, 20)).png" } | Get-Screen $Width
            $screen | Should -HaveCount 3
            $screen[2] | Should -Not -Match "\x1b|\uFFFD"
        }
    }

    It 'colors the status <Status>' -ForEach @(
        @{ Status = 'Saved'; Color = 'Green' }
        @{ Status = 'Submitting'; Color = 'Yellow' }
        @{ Status = 'Failed'; Color = 'Red' }
        @{ Status = 'Unknown'; Color = 'Magenta' }
    ) {
        $PSStyle.OutputRendering = 'Ansi'

        (New-Job @{ Status = $Status } | Out-String).Contains("$($PSStyle.Foreground.$Color)$Status$($PSStyle.Reset)") | Should -BeTrue
    }

    It 'has a list with cost, path, source and times' {
        New-TestImage fox.png
        $null = Get-Item fox.png | New-SeedanceVideo -Prompt 'It runs' -JobName trailer -Destination videos

        $screen = Get-SeedanceJob | Format-List | Get-Screen 200

        Get-ListValue $screen Status | Should -BeExactly 'Saved'
        Get-ListValue $screen Cost | Should -BeExactly '$2.89'
        Get-ListValue $screen Path | Should -BeLike "$PWD/videos/fox-*.mp4"
        Get-ListValue $screen Source | Should -BeExactly "$PWD/fox.png"
        Get-ListValue $screen Submitted | Should -BeLike '* s ago (*'
        Get-ListValue $screen Key | Should -BeExactly (Get-SeedanceJob).Key
    }
}

Describe 'The table of drafts' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, den.png
        New-TestAudio song.wav
    }

    It 'counts the references by kind' {
        $screen = Get-ChildItem *.png | Add-SeedanceImageReference | Add-SeedanceAudioReference song.wav | New-SeedanceRequest -Prompt 'Dance' | Get-Screen 80

        $screen[0].Trim() -split '\s+' | Should -BeExactly 's', 'Size', 'Audio', 'References', 'Prompt'
        $screen[2] | Should -BeExactly ' 8 1280x720  Yes   2 images, 1 audio           Dance'
    }

    It 'names frames' {
        (New-SeedanceRequest 'Run' | Add-SeedanceStartFrame fox.png | Get-Screen 80)[2] | Should -BeLike '* start frame * Run'
        (New-SeedanceRequest 'Run' | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png | Get-Screen 80)[2] | Should -BeLike '* start and end frame * Run'
    }

    It 'names the files on 120 columns and in the list' {
        $draft = Get-Item fox.png, den.png | Add-SeedanceImageReference | Add-SeedanceAudioReference song.wav | New-SeedanceRequest -Prompt 'Dance'

        ($draft | Get-Screen 120)[2] | Should -BeLike '* Dance * fox.png, den.png, song.wav'
        Get-ListValue ($draft | Format-List | Get-Screen 80) References | Should -BeExactly '2 images, 1 audio (fox.png, den.png, song.wav)'
        Get-ListValue ($draft | Format-List | Get-Screen 80) Prompt | Should -BeExactly 'Dance'
    }

    It 'fits <Width> columns whatever the prompt is' -ForEach @{ Width = 80 }, @{ Width = 120 } {
        foreach ($prompt in $unusual) {
            $screen = New-SeedanceRequest -Prompt $prompt | Get-Screen $Width
            $screen | Should -HaveCount 3
            $screen[2] | Should -Not -Match "\x1b|\uFFFD"
        }
    }
}

Describe 'The other tables' {
    BeforeEach { Reset-Workplace }

    It 'shows media with their size and length' {
        New-TestImage fox.png
        New-TestAudio song.wav

        $screen = Get-Item fox.png, song.wav | Send-SeedanceMedia -ThrottleLimit 1 | Get-Screen 80

        $screen[0].Trim() -split '\s+' | Should -BeExactly 'Id', 'Kind', 'Size', 's', 'Length', 'File'
        $screen[2] | Should -BeLike '????????-* Image 16x9 * 79 B fox.png'
        $screen[3] | Should -BeLike '????????-* Audio * 3  24.0 KB song.wav'
    }

    It 'shows the account on <_> columns' -ForEach 80, 120 {
        $screen = Get-SeedanceAccount | Get-Screen $_

        $screen[0].Trim() -split '\s+' | Should -BeExactly 'Credits', 'Purchased', 'Subscription', 'Slots', 'Renews', 'User'
        $screen | Should -HaveCount 3
    }

    It 'shows the connection without its key' {
        $text = Get-SeedanceConnection | Out-String -Width 80
        $text += Get-SeedanceConnection | Format-List * | Out-String -Width 80

        $text | Should -Match 'Parameter'
        $text | Should -Not -Match (Get-ServerKey)
    }

    It 'shows all of each fault and suggestion on 80 columns' {
        $faults = New-SeedanceRequest '' -Duration 3 -Seed -2 -Width 1000 | Test-SeedanceRequest

        $screen = $faults | Get-Screen 80

        $screen[0] -split '\s+' | Should -BeExactly 'Severity', 'Parameter', 'Fault', 'Suggestion'
        $screen -join ' ' | Should -Not -Match '…'
        ($screen | Where-Object { $_ -match '^Error|^Warning' }) | Should -HaveCount @($faults).Count
    }
}

Describe 'Output as data' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, den.png
        New-TestAudio song.wav
        $draft = Get-Item fox.png, den.png | Add-SeedanceImageReference -Strength High | Add-SeedanceAudioReference song.wav | New-SeedanceRequest -Prompt 'Dance'
    }

    It 'has words in JSON, not numbers' {
        $json = $draft | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $fault = (New-SeedanceRequest '' | Test-SeedanceRequest | ConvertTo-Json | ConvertFrom-Json)[0]

        $json.ImageReferences[0].Strength | Should -BeExactly 'High'
        $json.ImageReferences[0].Image.Kind | Should -BeExactly 'Image'
        $json.AudioReferences[0].Kind | Should -BeExactly 'Audio'
        $json.AudioReferences[0].Type | Should -BeExactly 'Uploaded'
        $fault.Severity | Should -BeExactly 'Error'
    }

    It 'accepts the words again, in any case, and no others' {
        ([Seedance.SeedanceMedia] @{ Kind = 'video' }).Kind | Should -BeExactly 'Video'
        { [Seedance.SeedanceMedia] @{ Kind = 'movie' } } | Should -Throw '*Image, Video, Audio*'
        { [Seedance.SeedanceMedia] @{ Kind = '1' } } | Should -Throw '*Image, Video, Audio*'
    }

    It 'has no type name in CSV' {
        $generation = $draft | New-SeedanceVideo -Destination videos
        $blocked = New-Generation @{ Moderation = [string[]] ('NSFW', 'violence') }
        $csv = @(
            $draft, $generation, $blocked, (Get-SeedanceJob), (Get-SeedanceAccount), (Get-SeedanceConnection), (Send-SeedanceMedia song.wav) | ForEach-Object { $_ | ConvertTo-Csv }
            New-SeedanceRequest '' -Duration 3 | Test-SeedanceRequest | ConvertTo-Csv
        )

        $csv -join "`n" | Should -Not -MatchExactly 'Seedance\.[A-Z]|System\.|\[\]|`1'
        ($draft | ConvertTo-Csv | ConvertFrom-Csv).ImageReferences | Should -BeExactly 'fox.png; den.png'
        ($blocked | ConvertTo-Csv | ConvertFrom-Csv).Moderation | Should -BeExactly 'NSFW; violence'
        ($draft | ConvertTo-Csv | ConvertFrom-Csv).VideoReferences | Should -BeExactly ''
    }

    It 'holds no secret in CliXml or JSON' {
        $generation = $draft | New-SeedanceVideo -Destination videos

        $generation, (Get-SeedanceJob), (Get-SeedanceConnection), (Get-SeedanceAccount), $draft | Export-Clixml all.xml -Depth 9
        $text = (Get-Content all.xml -Raw) + ($generation, (Get-SeedanceConnection) | ConvertTo-Json -Depth 9)

        $text | Should -Not -Match (Get-ServerKey)
        $text | Should -Not -Match 'Bearer|apiKey|authorization'
        (Import-Clixml all.xml)[0].Id | Should -BeExactly $generation.Id
    }

    It 'has the properties of the object only, in every form' {
        $names = [Seedance.SeedanceJob].GetProperties().Name | Sort-Object

        (New-Job | Select-Object *).PSObject.Properties.Name | Sort-Object | Should -BeExactly $names
        (New-Job | ConvertTo-Json | ConvertFrom-Json).PSObject.Properties.Name | Sort-Object | Should -BeExactly $names
    }
}
