# Rows: objects and dictionaries whose columns are parameters, as Import-Csv reads them.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    function Get-Sent { (Get-ServerJob)[-1].Body.parameters }

    function Assert-NothingSent {
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}

AfterAll { Stop-Workplace }

Describe 'A row' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'can be <Name>' -ForEach @(
        @{ Name = 'an object'; Row = { [pscustomobject]@{ Prompt = 'A fox'; Duration = 5 } } }
        @{ Name = 'a hashtable'; Row = { @{ Prompt = 'A fox'; Duration = 5 } } }
        @{ Name = 'an ordered dictionary'; Row = { [ordered]@{ prompt = 'A fox'; duration = '5' } } }
        @{ Name = 'a typed dictionary'; Row = { $row = [Collections.Generic.Dictionary[string, object]]::new(); $row['Prompt'] = 'A fox'; $row['Duration'] = 5; , $row } }
        @{ Name = 'a row that a background job returned'; Row = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ Prompt = 'A fox'; Duration = '5' })) | Add-Member RunspaceId ([guid]::NewGuid()) -PassThru } }
        @{ Name = 'JSON'; Row = { '{"prompt":"A fox","duration":5,"seed":null}' | ConvertFrom-Json } }
    ) {
        $draft = & $Row | New-SeedanceRequest
        & $Row | New-SeedanceVideo
        New-SeedanceVideo (& $Row)

        $draft.Prompt, $draft.Duration | Should -Be 'A fox', 5
        (Get-ServerJob).Prompt | Should -BeExactly 'A fox', 'A fox'
        (Get-ServerJob).Body.parameters.duration | Should -Be 5, 5
    }

    It 'has columns of any case, with spaces, and every parameter of a video' {
        'PROMPT,Start Frame, end frame ,Duration ,Size,aspect ratio,Seed,Public,NoAudio,Destination', 'p,fox.png,owl.png,5,480p,1:1,7,TRUE,yes,p.mp4' | ConvertFrom-Csv | New-SeedanceVideo

        $sent = Get-Sent
        $sent.prompt, $sent.duration, $sent.width, $sent.height, $sent.seed, $sent.motion_has_audio | Should -Be 'p', 5, 640, 640, 7, $false
        $sent.guidances.PSObject.Properties.Name | Should -BeExactly 'start_frame', 'end_frame'
        (Get-ServerJob).Body.public | Should -BeTrue
        'p.mp4' | Should -Exist
    }

    It 'reads the Boolean <Text> as <Value>' -ForEach @(
        @{ Text = 'true'; Value = $true }, @{ Text = 'Yes'; Value = $true }, @{ Text = ' 1 '; Value = $true }
        @{ Text = 'FALSE'; Value = $false }, @{ Text = 'no'; Value = $false }, @{ Text = '0'; Value = $false }
    ) {
        [pscustomobject]@{ Prompt = 'x'; Public = $Text } | New-SeedanceVideo
        [pscustomobject]@{ Prompt = 'x'; NoAudio = $Text } | New-SeedanceVideo

        $first, $second = Get-ServerJob
        $first.Body.public | Should -Be $Value
        $second.Body.parameters.motion_has_audio | Should -Be (-not $Value)
    }

    It 'has no value where a cell is empty, in every column' {
        $null = New-Item -ItemType Directory videos
        'Prompt,Duration,Width,Height,Size,AspectRatio,Mode,Seed,Audio,NoAudio,Public,StartFrame,EndFrame,ImageReference,VideoReference,AudioReference,Destination,Notes', 'p,,, ,,,,,,,,,,,,,,' | ConvertFrom-Csv | New-SeedanceVideo
        [pscustomobject]@{ Prompt = 'p'; Duration = $null; ImageReference = @(); Destination = '' } | New-SeedanceVideo -Destination videos

        $sent = (Get-ServerJob).Body.parameters
        $sent.duration | Should -Be 8, 8
        $sent.width | Should -Be 1280, 1280
        $sent.guidances | Where-Object { $_ } | Should -BeNullOrEmpty
        Get-TestFile *.mp4 | Should -HaveCount 1
    }

    It 'takes several references in one cell' {
        [pscustomobject]@{ Prompt = 'a'; ImageReference = 'fox.png; owl.png' } | New-SeedanceVideo
        (Get-Sent).guidances.image_reference | Should -HaveCount 2
        [pscustomobject]@{ Prompt = 'b'; ImageReference = (Get-ChildItem *.png) } | New-SeedanceVideo
        (Get-Sent).guidances.image_reference | Should -HaveCount 2
    }

    It 'can name its file in the column Path' {
        'Path,Prompt', 'fox.png,a fox', 'owl.png,' | ConvertFrom-Csv | New-SeedanceVideo

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'a fox', 'Bring this picture to life with natural, subtle motion.'
        (Get-ServerJob).Body.parameters.guidances.start_frame | Should -HaveCount 2
    }

    It 'can be overridden and completed by the command' {
        [pscustomobject]@{ Prompt = 'a fox'; Duration = 5; Public = 'true' } | New-SeedanceVideo -Prompt { "$($_.Prompt) at night" } -Duration 6 -Public:$false -Size 480p

        $sent = Get-Sent
        $sent.prompt, $sent.duration, $sent.width | Should -Be 'a fox at night', 6, 864
        (Get-ServerJob).Body.public | Should -BeFalse
    }
}

Describe 'A row that is not understood' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'names the row and the column: <Column>' -ForEach @(
        @{ Column = 'ImageReferences'; Value = 'fox.png' }
        @{ Column = 'Lenght'; Value = '5' }
        @{ Column = 'Force'; Value = 'true' }
        @{ Column = 'Wait'; Value = 'true' }
        @{ Column = 'ThrottleLimit'; Value = '5' }
        @{ Column = 'Duration'; Value = 'abc' }
        @{ Column = 'Duration'; Value = '5.7' }
        @{ Column = 'Duration'; Value = '1,2' }
        @{ Column = 'Duration '; Value = 'long' }
        @{ Column = 'Seed'; Value = '1e5' }
        @{ Column = 'Public'; Value = 'maybe' }
        @{ Column = 'NoAudio'; Value = '2' }
        @{ Column = 'Size'; Value = '1080p' }
        @{ Column = 'Destination'; Value = 'x.avi' }
        @{ Column = 'StartFrame'; Value = 'missing.png' }
        @{ Column = 'StartFrame'; Value = { 'fox.png' } }
        @{ Column = 'ImageReference'; Value = @($null, 'fox.png') }
    ) {
        $jobs = [pscustomobject]@{ Prompt = 'one' }, [pscustomobject]@{ Prompt = 'two'; $Column = $Value }, [pscustomobject]@{ Prompt = 'three' } |
            New-SeedanceVideo -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        "$($problems[0])" | Should -MatchExactly 'Row 2'
        "$($problems[0])" | Should -MatchExactly (Literal $(if ($Value -eq 'missing.png') { $Value } else { $Column.Trim() }))
        $jobs | Should -HaveCount 2
        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'one', 'three'
    }

    It 'is an error of the row when the service rejects it' {
        $problem = Get-OnlyError { [pscustomobject]@{ Prompt = 'fine' }, [pscustomobject]@{ Prompt = 'something [[blocked]]' } | New-SeedanceVideo }

        "$problem" | Should -MatchExactly '^Row 2: '
    }

    It 'is refused when two columns have one meaning' {
        $problem = Get-OnlyError { [pscustomobject]@{ Prompt = 'x'; StartFrame = 'fox.png'; 'Start Frame' = 'owl.png' } | New-SeedanceVideo }

        "$problem" | Should -MatchExactly 'Start Frame'
        Assert-NothingSent
    }

    It 'is refused when a property throws, and the rows beside it are not' {
        $broken = [pscustomobject]@{ Duration = 5 } | Add-Member ScriptProperty Prompt { throw 'broken' } -PassThru

        $problem = Get-OnlyError { [pscustomobject]@{ Prompt = 'one' }, $broken, [pscustomobject]@{ Prompt = 'two' } | New-SeedanceVideo }

        "$problem" | Should -MatchExactly 'Prompt'
        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'one', 'two'
    }

    It 'is refused as a whole when it is empty, also with -Prompt' {
        Get-OnlyError { [pscustomobject]@{ StartFrame = 'fox.png'; Prompt = 'a' }, [pscustomobject]@{ StartFrame = ''; Prompt = ' ' } | New-SeedanceVideo -Prompt x } | Should -Not -BeNullOrEmpty

        Get-ServerJob | Should -HaveCount 1
    }

    It 'is refused as an object of another process that is not a row: <Name>' -ForEach @(
        @{ Name = 'a file'; Value = { Get-Item fox.png } }
        @{ Name = 'media'; Value = { [pscustomobject]@{ Prompt = 'x'; StartFrame = Get-Item fox.png } } }
    ) {
        & $Value | Export-Clixml value.xml

        Get-OnlyError { Import-Clixml value.xml | New-SeedanceVideo -Prompt x } | Should -Not -BeNullOrEmpty

        Assert-NothingSent
    }
}

Describe '-IgnoreProperty' {
    BeforeEach { Reset-Workplace }

    It 'names the columns that are not meant for the video' {
        [pscustomobject]@{ Prompt = 'x'; Id = 7; Notes = 'a'; 'Notes 2' = 'b' } | New-SeedanceVideo -IgnoreProperty id, notes*
        ([pscustomobject]@{ Prompt = 'y'; Id = 7 } | New-SeedanceRequest -IgnoreProperty Id).Prompt | Should -BeExactly 'y'

        (Get-ServerJob).Prompt | Should -BeExactly 'x'
    }

    It 'can leave out a parameter, and a row of which a script block makes the prompt' {
        [pscustomobject]@{ Id = 7; Duration = 'long' } | New-SeedanceVideo -IgnoreProperty * -Prompt { "shot $($_.Id)" }

        (Get-ServerJob).Prompt | Should -BeExactly 'shot 7'
    }

    It 'takes a pattern that is not valid as a plain name' {
        [pscustomobject]@{ Prompt = 'x'; 'take [1' = 7 } | New-SeedanceVideo -IgnoreProperty 'take [1'

        Get-ServerJob | Should -HaveCount 1
    }

    It 'leaves the other columns as strict as they are' {
        $problem = Get-OnlyError { [pscustomobject]@{ Prompt = 'x'; Id = 7; Lenght = 5 } | New-SeedanceVideo -IgnoreProperty Id }

        "$problem" | Should -MatchExactly 'Lenght'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-IgnoreProperty'
    }
}
