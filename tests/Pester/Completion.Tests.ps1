# What Tab offers for the values of parameters, and the tooltip of each.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace

    # What Tab offers at the end of a line.
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
}

AfterAll { Stop-Workplace }

Describe 'Completion of a setting' {
    BeforeAll { Reset-Workplace }

    It 'offers <Offered> for <Line>' -ForEach @(
        @{ Line = 'New-SeedanceVideo -Size '; Offered = '480p', '720p' }
        @{ Line = 'New-SeedanceVideo -AspectRatio '; Offered = '16:9', '1:1', '9:16', '21:9', '4:3', '3:4', 'Auto' }
        @{ Line = 'New-SeedanceVideo -Duration 1'; Offered = '10', '11', '12', '13', '14', '15' }
        @{ Line = 'New-SeedanceVideo -Mode res'; Offered = 'RESOLUTION_480', 'RESOLUTION_720' }
        @{ Line = 'New-SeedanceVideo -Audio F'; Offered = 'false' }
        @{ Line = 'Get-Item x | New-SeedanceVideo -Size '; Offered = '480p', '720p' }
        @{ Line = 'New-SeedanceRequest fox -Size 4'; Offered = '480p' }
        # PowerShell completes the values of an enum itself, in the order of the alphabet.
        @{ Line = 'Add-SeedanceImageReference -Strength '; Offered = 'High', 'Low', 'Mid' }
        @{ Line = 'Add-SeedanceVideoReference -Type g'; Offered = 'Generated' }
        @{ Line = 'Get-SeedanceJob '; Offered = 'Submitting', 'Unknown', 'Pending', 'Complete', 'Failed', 'Saved' }
        @{ Line = 'Get-SeedanceJob -Status Saved, f'; Offered = 'Failed' }
        @{ Line = 'Get-SeedanceGeneration -Status '; Offered = 'Pending', 'Complete', 'Failed' }
        @{ Line = 'Wait-SeedanceGeneration -TimeoutSec '; Offered = '3600' }
        # One side of a size offers what goes with the other.
        @{ Line = 'New-SeedanceVideo -Width 1280 -Height '; Offered = '720' }
        @{ Line = 'New-SeedanceVideo -Height 1280 -Width '; Offered = '720' }
        @{ Line = 'New-SeedanceVideo -Width 1000 -Height 8'; Offered = '864', '834' }
        # Wildcards and quotation marks.
        @{ Line = 'Get-SeedanceJob -Status *ed'; Offered = 'Failed', 'Saved' }
        @{ Line = "Get-SeedanceJob -Status 'sa"; Offered = "'Saved'" }
        @{ Line = 'Get-SeedanceJob -Status "sa'; Offered = '"Saved"' }
    ) {
        $results = Complete $Line

        $results.CompletionText | Should -BeExactly $Offered
        $results.ResultType | Should -Be (@('ParameterValue') * $Offered.Count)
    }

    It 'explains <Value> of <Line> as <ToolTip>' -ForEach @(
        @{ Line = 'New-SeedanceVideo -AspectRatio 16'; Value = '16:9'; ToolTip = '864 x 496 (16:9, 480p), 1280 x 720 (16:9, 720p)' }
        @{ Line = 'New-SeedanceVideo -Size 720p -AspectRatio 16'; Value = '16:9'; ToolTip = '1280 x 720 (16:9, 720p)' }
        @{ Line = 'New-SeedanceVideo -Width 9'; Value = '992'; ToolTip = '992 x 432 (21:9, 480p)' }
        @{ Line = 'New-SeedanceVideo -Mode RESOLUTION_48'; Value = 'RESOLUTION_480'; ToolTip = '480p (deprecated: use -Size 480p)' }
        @{ Line = 'Get-SeedanceJob -Status Un'; Value = 'Unknown'; ToolTip = 'Unknown: its response was lost; Resume-SeedanceGeneration looks for it' }
        @{ Line = 'Wait-SeedanceGeneration -Timeout '; Value = '3600'; ToolTip = 'The default' }
    ) {
        (Complete $Line | Where-Object CompletionText -EQ $Value).ToolTip | Should -BeExactly $ToolTip
    }

    It 'offers days for -Since, newest first' {
        $results = Complete 'Get-SeedanceJob -Since '

        $results[0, 1].ToolTip | Should -BeExactly 'Today', 'Yesterday'
        [datetime] $results[2].CompletionText | Should -BeLessThan ([datetime]::Today.AddDays(-6))
    }
}

Describe 'Completion where no file is meant' {
    BeforeAll {
        Reset-Workplace
        $null = New-Item zebra.txt, zebra.mp4
    }

    It 'offers no file name for <_>' -ForEach @(
        'New-SeedanceVideo -Duration z', 'New-SeedanceVideo -Size z', 'New-SeedanceVideo -Seed z', 'New-SeedanceVideo -JobName z', 'New-SeedanceVideo -Prompt z'
        'New-SeedanceVideo -Audio z', 'New-SeedanceVideo -Mode z', 'New-SeedanceVideo -MaxInFlight z', 'New-SeedanceVideo -IgnoreProperty z'
        'New-SeedanceVideo -Connection z', 'New-SeedanceVideo -ThrottleLimit z', 'New-SeedanceVideo -MaximumRetryCount z', 'New-SeedanceVideo -RetryTimeout z'
        'Wait-SeedanceGeneration z', 'Wait-SeedanceGeneration -GenerationId z', 'Wait-SeedanceGeneration -Timeout z', 'Remove-SeedanceGeneration z', 'Save-SeedanceVideo -Id z', 'Save-SeedanceVideo -InputObject z'
        'Get-SeedanceGeneration -Id z', 'Get-SeedanceGeneration -Status z', 'Get-SeedanceGeneration -Since z'
        'Get-SeedanceJob z', 'Get-SeedanceJob -Id z', 'Get-SeedanceJob -Key z', 'Get-SeedanceJob -Prompt z', 'Get-SeedanceJob -Before z'
        'Get-SeedanceMedia z', 'Remove-SeedanceMedia -UploadId z', 'Add-SeedanceStartFrame -Id z', 'Add-SeedanceImageReference -Order z', 'Add-SeedanceImageReference -Type z'
        'Resume-SeedanceGeneration z', 'Resume-SeedanceGeneration -Job z', 'Remove-SeedanceJob z', 'Test-SeedanceRequest z', 'ConvertTo-SeedanceJson z', 'ConvertFrom-SeedanceJson z'
        'Connect-Seedance z', 'Connect-Seedance -BaseUri z', 'Connect-Seedance -RequestTimeout z'
    ) {
        (Complete $_).CompletionText | Should -Not -Match 'zebra'
    }

    It 'still offers files where files are meant: <_>' -ForEach 'New-SeedanceVideo z', 'New-SeedanceVideo -StartFrame z', 'Add-SeedanceStartFrame z', 'Send-SeedanceMedia z', 'New-SeedanceVideo -Path z' {
        (Complete $_).CompletionText | Should -Match 'zebra'
    }
}

Describe 'Completion from earlier jobs' {
    BeforeAll {
        Reset-Workplace
        New-TestImage fox.png
        $first = New-SeedanceVideo 'A grey owl' -Seed 7 -JobName 'my trailer' -Wait
        $second = Get-Item fox.png | New-SeedanceVideo -Prompt 'It runs' -Seed 42 -JobName "o'hara"
        $third = New-SeedanceVideo "two`nlines" -JobName '007'
    }

    It 'offers IDs, newest first, with status, age, input and prompt' {
        $results = Complete 'Wait-SeedanceGeneration '

        $results.CompletionText | Should -BeExactly $third.Id, $second.Id, $first.Id
        $results[0].ToolTip | Should -MatchExactly '^Pending, \d+ (s|min) ago: two lines$'
        $results[1].ToolTip | Should -MatchExactly '^Pending, \d+ (s|min) ago: fox\.png: It runs$'
        $results[2].ToolTip | Should -MatchExactly '^Complete, \d+ (s|min) ago: A grey owl$'
    }

    It 'offers IDs for <_>' -ForEach 'Get-SeedanceGeneration -Id ', 'Save-SeedanceVideo ', 'Save-SeedanceVideo -GenerationId ', 'Remove-SeedanceGeneration -Generation ', 'Get-SeedanceJob -GenerationId ', 'Get-SeedanceGeneration -Id x, ' {
        (Complete $_).CompletionText | Should -BeExactly $third.Id, $second.Id, $first.Id
    }

    It 'offers the ID that starts with the word, or matches it' {
        (Complete "Wait-SeedanceGeneration $($first.Id.Substring(0, 35).ToUpperInvariant())").CompletionText | Should -Contain $first.Id
        (Complete "Wait-SeedanceGeneration *$($first.Id.Substring(8))").CompletionText | Should -BeExactly $first.Id
    }

    It 'offers job names, quoted where they need it, with how their jobs are' {
        $results = Complete 'Get-SeedanceJob -JobName '

        $results.CompletionText | Should -BeExactly "'007'", "'o''hara'", "'my trailer'"
        $results[2].ToolTip | Should -MatchExactly '^1 job \(1 complete\), latest \d+ (s|min) ago$'
        (Complete 'New-SeedanceVideo -JobName MY').CompletionText | Should -BeExactly "'my trailer'"
        (Complete 'Resume-SeedanceGeneration "my').CompletionText | Should -BeExactly '"my trailer"'
        # What was completed finds the job.
        (Invoke-Expression "Get-SeedanceJob -JobName $($results[1].CompletionText)").Id | Should -BeExactly $second.Id
        (Invoke-Expression "Get-SeedanceJob -JobName $($results[0].CompletionText)").Id | Should -BeExactly $third.Id
    }

    It 'offers seeds with what they made, and the random one' {
        $results = Complete 'New-SeedanceVideo -Seed '

        $results.CompletionText | Should -BeExactly "$($third.Seed)", '42', '7', '-1'
        $results[2].ToolTip | Should -BeLike '* A grey owl'
        $results[3].ToolTip | Should -BeExactly 'Random: the service draws the seed'
    }

    It 'offers prompts of one line' {
        (Complete 'Get-SeedanceJob -Prompt ').CompletionText | Should -BeExactly "'It runs'", "'A grey owl'"
        (Complete 'New-SeedanceVideo -Prompt a').CompletionText | Should -BeExactly "'A grey owl'"
    }

    It 'offers keys of the journal' {
        (Complete 'Get-SeedanceJob -Key ').CompletionText.Trim("'") | Should -BeExactly (Get-SeedanceJob).Key
    }

    It 'offers uploads with the file that they were' {
        $results = Complete 'Get-SeedanceMedia '

        $results.CompletionText | Should -BeExactly (Get-ServerUpload).Id
        $results.ToolTip | Should -MatchExactly '^fox\.png, used \d+ (s|min) ago$'
        (Complete 'Add-SeedanceStartFrame -Id ').CompletionText | Should -BeExactly (Get-ServerUpload).Id
        Complete 'Add-SeedanceAudioReference -Id ' | Should -BeNullOrEmpty
    }

    It 'offers the videos of the account with -Type Generated' {
        (Complete 'Add-SeedanceVideoReference -Type Generated -Id ').CompletionText | Should -Contain $first.VideoId
    }
}

Describe 'Completion of IDs from the service' {
    BeforeEach {
        Reset-Workplace
        $other = New-SeedanceVideo 'of another machine' -Wait
        Get-SeedanceJob | Remove-SeedanceJob -Force
        $own = New-SeedanceVideo 'of this machine' -Wait
    }

    It 'adds the generations that are not in the journal' {
        $results = Complete 'Wait-SeedanceGeneration '

        $results.CompletionText | Should -BeExactly $own.Id, $other.Id
        $results[1].ToolTip | Should -MatchExactly '^Complete, \d+ (s|min) ago: of another machine$'
    }

    It 'offers the journal when the service <What>' -ForEach @(
        @{ What = 'does not respond'; Fault = @{ Hang = $true } }
        @{ What = 'breaks off'; Fault = @{ Drop = $true } }
        @{ What = 'is returning errors'; Fault = @{ Status = 500; Body = 'no' } }
        @{ What = 'limits requests'; Fault = @{ Status = 429; RetryAfter = '60' } }
        @{ What = 'returns something else'; Fault = @{ Status = 200; Body = '<html>' } }
    ) {
        Add-ServerFault -Request 'GET /api/rest/v1/generations/user' -Times 9 @Fault

        (Complete 'Wait-SeedanceGeneration ').CompletionText | Should -BeExactly $own.Id

        # It asks once.
        Get-ServerRequest 'GET /api/rest/v1/generations/user/*' | Should -HaveCount 1
        Clear-ServerFault
    }

    It 'offers the journal without a connection, and writes no error' {
        Disconnect-Seedance
        $Error.Clear()

        (Complete 'Wait-SeedanceGeneration ').CompletionText | Should -BeExactly $own.Id
        $Error | Should -BeNullOrEmpty
    }

    It 'offers nothing, without an error, when the journal is damaged' {
        Disconnect-Seedance
        Get-ChildItem $env:SEEDANCE_HOME -Recurse -Filter *.json | Set-Content -Value '{'
        $Error.Clear()

        Complete 'Wait-SeedanceGeneration ' | Should -BeNullOrEmpty
        Complete 'Get-SeedanceJob -JobName ' | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'uses the connection that is typed' {
        $connection = Get-SeedanceConnection
        Disconnect-Seedance

        (Complete 'Wait-SeedanceGeneration -Connection $connection -Id ').CompletionText | Should -Contain $other.Id
    }
}

Describe 'Completion of a destination' {
    BeforeAll {
        Reset-Workplace
        $null = New-Item -ItemType Directory videos, 'my videos'
        $null = New-Item notes.txt, old.mp4
    }

    It 'offers folders, MP4 files and placeholders for <_>' -ForEach 'New-SeedanceVideo -Destination ', 'Save-SeedanceVideo -OutFile ', 'Get-SeedanceJob | Save-SeedanceVideo ' {
        $results = Complete $_

        ($results | Where-Object ResultType -EQ ProviderContainer).ListItemText | Should -BeExactly 'my videos', 'videos'
        ($results | Where-Object ResultType -EQ ProviderItem).ListItemText | Should -BeExactly 'old.mp4'
        ($results | Where-Object ResultType -EQ ParameterValue).ListItemText | Should -BeExactly '{sourceName}', '{id}', '{prompt}', '{seed}', '{date}', '{index}', '{take}'
        $results.ToolTip | Should -Contain 'The seed'
    }

    It 'completes <Line> to <Completed>, a template that is accepted' -ForEach @(
        # Without quotation marks { begins a script block.
        @{ Line = "New-SeedanceVideo fox -WhatIf -Destination './videos/{so"; Completed = "'./videos/{sourceName}.mp4'" }
        @{ Line = "New-SeedanceVideo fox -WhatIf -Destination './videos/{sourceName} {IN"; Completed = "'./videos/{sourceName} {index}.mp4'" }
        @{ Line = 'New-SeedanceVideo fox -WhatIf -Destination "videos/{pr'; Completed = '"videos/{prompt}.mp4"' }
    ) {
        $completion = TabExpansion2 $Line $Line.Length
        $completion.CompletionMatches.CompletionText | Should -BeExactly $Completed

        $typed = $Line.Substring(0, $completion.ReplacementIndex) + $Completed
        { Invoke-Expression "$typed -ErrorAction Stop" } | Should -Not -Throw
    }

    It 'quotes a folder with a space' {
        (Complete 'New-SeedanceVideo -Destination my').CompletionText | Should -MatchExactly "^'.*my videos'$"
    }
}
