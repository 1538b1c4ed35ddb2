# What a request holds: the settings, their limits and defaults, and its JSON.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    function Get-SentBody {
        Get-ServerJob | Should -HaveCount 1
        (Get-ServerJob).Body
    }
}

AfterAll { Stop-Workplace }

Describe 'The settings of a request' {
    BeforeEach { Reset-Workplace }

    It 'sends <Key> <Sent> for <Typed>' -ForEach @(
        # The defaults.
        @{ Key = 'duration'; Typed = { New-SeedanceVideo 'a prompt' }; Sent = 8 }
        @{ Key = 'width'; Typed = { New-SeedanceVideo 'a prompt' }; Sent = 1280 }
        @{ Key = 'height'; Typed = { New-SeedanceVideo 'a prompt' }; Sent = 720 }
        @{ Key = 'motion_has_audio'; Typed = { New-SeedanceVideo 'a prompt' }; Sent = $true }
        @{ Key = 'quantity'; Typed = { New-SeedanceVideo 'a prompt' }; Sent = 1 }
        # The shortest and the longest video.
        @{ Key = 'duration'; Typed = { New-SeedanceVideo 'a prompt' -Duration 4 }; Sent = 4 }
        @{ Key = 'duration'; Typed = { New-SeedanceVideo 'a prompt' -Duration 15 }; Sent = 15 }
        # A size in pixels or from the table.
        @{ Key = 'height'; Typed = { New-SeedanceVideo 'a prompt' -Height 834 -Width 1112 }; Sent = 834 }
        @{ Key = 'width'; Typed = { New-SeedanceVideo 'a prompt' -Width 1470 -Height 630 }; Sent = 1470 }
        @{ Key = 'width'; Typed = { New-SeedanceVideo 'a prompt' -Width 864 -Height 496 }; Sent = 864 }
        @{ Key = 'height'; Typed = { New-SeedanceVideo 'a prompt' -Width 864 -Height 496 }; Sent = 496 }
        @{ Key = 'width'; Typed = { New-SeedanceVideo 'a prompt' -Size 480p -AspectRatio 9:16 }; Sent = 496 }
        @{ Key = 'height'; Typed = { New-SeedanceVideo 'a prompt' -Size 480p }; Sent = 496 }
        @{ Key = 'width'; Typed = { New-SeedanceVideo 'a prompt' -AspectRatio 1:1 }; Sent = 960 }
        # The deprecated mode.
        @{ Key = 'mode'; Typed = { New-SeedanceVideo 'a prompt' -Mode RESOLUTION_720 }; Sent = 'RESOLUTION_720' }
        @{ Key = 'mode'; Typed = { New-SeedanceVideo 'a prompt' -Mode RESOLUTION_480 -Size 480p }; Sent = 'RESOLUTION_480' }
        # Audio as a switch and as a CSV column has it.
        @{ Key = 'motion_has_audio'; Typed = { New-SeedanceVideo 'a prompt' -NoAudio }; Sent = $false }
        @{ Key = 'motion_has_audio'; Typed = { New-SeedanceVideo 'a prompt' -Audio no }; Sent = $false }
        # The lowest and the highest seed.
        @{ Key = 'seed'; Typed = { New-SeedanceVideo 'a prompt' -Seed -1 }; Sent = -1 }
        @{ Key = 'seed'; Typed = { New-SeedanceVideo 'a prompt' -Seed 4294967295 }; Sent = 4294967295 }
    ) {
        & $Typed

        # JSON tells 8 from "8".
        (Get-SentBody).parameters.$Key | ConvertTo-Json | Should -BeExactly (ConvertTo-Json $Sent)
    }

    It 'sends no mode by default' {
        New-SeedanceVideo 'a prompt'

        (Get-SentBody).parameters.PSObject.Properties.Name | Should -Not -Contain 'mode'
    }

    It 'rejects <Typed> and sends nothing' -ForEach @(
        # Out of range.
        @{ Typed = { New-SeedanceVideo 'a prompt' -Duration 3 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Duration 16 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Height 0 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Width -1 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Seed -2 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Seed 4294967296 } }
        # Of the wrong type.
        @{ Typed = { New-SeedanceVideo 'a prompt' -Duration long } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Height tall } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Width wide } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Audio loud } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Seed lucky } }
        # Not in the table, or said twice.
        @{ Typed = { New-SeedanceVideo 'a prompt' -Size 1080p } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -AspectRatio 2:1 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Size 480p -Width 864 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Mode RESOLUTION_480 } }
        @{ Typed = { New-SeedanceVideo 'a prompt' -Mode RESOLUTION_1080 } }
    ) {
        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'draws a new seed for each job when none is given' {
        $seeds = (1..20 | ForEach-Object { "prompt $_" } | New-SeedanceVideo).Seed

        $seeds | Select-Object -Unique | Should -HaveCount 20
        $seeds | ForEach-Object { $_ | Should -BeGreaterOrEqual 0; $_ | Should -BeLessOrEqual 4294967295 }
        (Get-ServerJob).Body.parameters.seed | Sort-Object | Should -Be ($seeds | Sort-Object)
    }

    It 'accepts a prompt of <Length> characters' -ForEach @{ Length = 1 }, @{ Length = 5000 } {
        New-SeedanceVideo ('x' * $Length)

        Get-ServerJob | Should -HaveCount 1
    }

    It 'rejects a prompt of <Length> characters' -ForEach @{ Length = 0 }, @{ Length = 5001 } {
        Get-OnlyError { New-SeedanceVideo ('x' * $Length) } | Should -Not -BeNullOrEmpty

        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'makes a private video unless -Public is given' {
        New-SeedanceVideo 'a prompt'
        New-SeedanceVideo 'a prompt' -Public

        (Get-ServerJob).Body.public | Should -Be $false, $true
        (Get-ServerJob).Body.public | Should -BeOfType [bool]
    }

    It 'names the model seedance-2.0-fast' {
        New-SeedanceVideo 'a prompt'

        (Get-SentBody).model | Should -BeExactly 'seedance-2.0-fast'
    }

    It 'warns about a size that is not in the table and sends it' {
        New-SeedanceVideo 'a prompt' -Width 1000 -Height 600 -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        $warnings | Should -MatchExactly '1000 x 600'
        (Get-SentBody).parameters.width | Should -Be 1000
    }

    It 'writes a warning of many inputs once, and then how many more there are' {
        1..20 | ForEach-Object { "prompt $_" } | New-SeedanceVideo -Width 1000 -Height 600 -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 2
        $warnings[0] | Should -MatchExactly '1000 x 600'
        $warnings[1] | Should -BeExactly '19 more warnings of the same kind. -Verbose shows them.'
        Get-ServerJob | Should -HaveCount 20
    }

    It 'warns that -Mode is deprecated' {
        New-SeedanceVideo 'a prompt' -Mode RESOLUTION_720 -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        $warnings | Should -MatchExactly 'deprecated'
    }

    It 'completes a setting and explains each value' {
        $line = 'New-SeedanceVideo -Duration 1'

        $values = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches

        $values | Should -HaveCount 6
        $values[0].CompletionText | Should -BeExactly '10'
        $values[0].ToolTip | Should -BeExactly '10 s: about $1.68 at 480p, $3.62 at 720p'
    }
}

Describe 'Test-SeedanceRequest' {
    BeforeEach { Reset-Workplace }

    It 'says how to give what is missing' {
        New-TestImage den.png

        $fault = New-SeedanceRequest 'A fox' | Add-SeedanceEndFrame den.png | Test-SeedanceRequest | Where-Object Severity -EQ Error

        $fault.Suggestion | Should -BeExactly 'Give -StartFrame, or add it to the draft: Add-SeedanceStartFrame'
    }

    It 'lists every fault of a draft with what is allowed and how to fix it' {
        New-TestImage fox.png

        $faults = New-SeedanceRequest '' -Duration 3 -Seed -2 -Width 1000 | Add-SeedanceEndFrame fox.png | Test-SeedanceRequest

        $faults.Parameter | Should -BeExactly 'Prompt', 'Duration', 'Seed', 'Width', 'EndFrame', 'EndFrame'
        $faults.Severity | Should -Be 'Error', 'Error', 'Error', 'Warning', 'Error', 'Warning'
        $faults[0..3].Allowed | Should -Not -BeNullOrEmpty
        "$($faults[4])" | Should -BeExactly '-EndFrame requires -StartFrame.'
        "$($faults[5])" | Should -MatchExactly 'fox\.png is 16 x 9'
        $faults.Suggestion | Should -Not -BeNullOrEmpty

        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'says what is wrong with -<Parameter> <Value> and what is allowed' -ForEach @(
        @{ Parameter = 'Duration'; Value = [int]::MinValue; Allowed = '4 to 15 whole seconds' }
        @{ Parameter = 'Duration'; Value = 3; Allowed = '4 to 15 whole seconds' }
        @{ Parameter = 'Duration'; Value = 16; Allowed = '4 to 15 whole seconds' }
        @{ Parameter = 'Duration'; Value = [int]::MaxValue; Allowed = '4 to 15 whole seconds' }
        @{ Parameter = 'Seed'; Value = [long]::MinValue; Allowed = '-1 to 4294967295 (-1 is random)' }
        @{ Parameter = 'Seed'; Value = -2; Allowed = '-1 to 4294967295 (-1 is random)' }
        @{ Parameter = 'Seed'; Value = 4294967296; Allowed = '-1 to 4294967295 (-1 is random)' }
        @{ Parameter = 'Seed'; Value = [long]::MaxValue; Allowed = '-1 to 4294967295 (-1 is random)' }
    ) {
        $setting = @{ $Parameter = $Value }

        $fault = New-SeedanceRequest 'a prompt' @setting | Test-SeedanceRequest

        $fault | Should -HaveCount 1
        $fault.Parameter | Should -BeExactly $Parameter
        $fault.Value | Should -Be $Value
        $fault.Message | Should -BeExactly "-$Parameter $Value is not allowed."
        $fault.Allowed | Should -BeExactly "Allowed: $Allowed."
    }

    It 'warns about media beyond the limits of the web application' {
        New-TestVideo fox.mp4
        New-TestAudio song.wav
        $video = @{ Kind = 'Video'; Path = "$PWD/fox.mp4"; Width = 1280; Height = 720; Duration = 9; FrameRate = 24 }
        $audio = @{ Kind = 'Audio'; Path = "$PWD/song.wav"; Duration = 3; Length = 16000000 }

        $faults = New-SeedanceRequest 'a prompt' -VideoReference @(
            [Seedance.SeedanceMedia] $video
            [Seedance.SeedanceMedia] @{ Kind = 'Video'; Path = "$PWD/fox.mp4"; Width = 640; Height = 360; Duration = 2.5; FrameRate = 12 }
            [Seedance.SeedanceMedia] $video
        ) -AudioReference ([Seedance.SeedanceMedia] $audio) | Test-SeedanceRequest

        $faults.Severity | Select-Object -Unique | Should -Be 'Warning'
        $faults.Message | Should -BeExactly @(
            'fox.mp4 is 2.5 s long.'
            'fox.mp4 has 12 frames per second.'
            'fox.mp4 is 640 x 360.'
            'The files of -VideoReference are 20.5 s long in total.'
            'song.wav has 16 MB.'
        )
    }
}

Describe 'A draft' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, den.png
    }

    It 'is never changed: a new one is passed on' {
        $draft = New-SeedanceRequest 'A fox runs through snow' -Duration 5

        $framed = $draft | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png
        $framed | New-SeedanceVideo

        $draft.StartFrame | Should -BeNullOrEmpty
        (Get-SentBody).parameters.guidances.end_frame[0].image.id | Should -BeExactly (Get-ServerUpload)[1].Id
    }

    It 'is the target of its errors and shows there as its prompt, length and size' {
        $draft = New-SeedanceRequest 'A fox' -Duration 3

        (Get-OnlyError { $draft | New-SeedanceVideo }).CategoryInfo.TargetName | Should -BeExactly 'A fox (3 s, 1280 x 720)'
    }

    It 'shows its references, in the table and in the list' {
        $draft = New-SeedanceRequest 'a fox' | Add-SeedanceImageReference fox.png

        $draft | Out-String | Should -Match '1 image '
        $draft | Format-List | Out-String | Should -Match 'References\s+: 1 image \(fox\.png\)'
    }
}

Describe 'The JSON of a request' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, den.png
    }

    It 'is what the API guide shows' {
        $job = New-SeedanceVideo 'The koala plays with the cat' -StartFrame fox.png -EndFrame den.png

        $job | Should -HaveCount 1
        $start, $end = (Get-ServerUpload).Id
        # The guide leaves the seed to the service. A seed that the client draws finds the job when its response is lost.
        $expected = ConvertFrom-Json @"
            {
              "model": "seedance-2.0-fast",
              "public": false,
              "parameters": {
                "prompt": "The koala plays with the cat",
                "quantity": 1,
                "guidances": {
                  "start_frame": [ { "image": { "id": "$start", "type": "UPLOADED" } } ],
                  "end_frame": [ { "image": { "id": "$end", "type": "UPLOADED" } } ]
                },
                "duration": 8,
                "motion_has_audio": true,
                "width": 1280,
                "height": 720,
                "seed": $($job.Seed)
              }
            }
"@
        Get-SentBody | ConvertTo-Json -Depth 9 | Should -BeExactly ($expected | ConvertTo-Json -Depth 9)
        $create = Get-ServerRequest -Like '*/v2/generations'
        $create | Should -HaveCount 1
        $create.Headers.Accept | Should -BeExactly 'application/json'
        $create.Headers.'Content-Type' | Should -BeExactly 'application/json'
        $create.Headers.Authorization | Should -BeExactly "Bearer $(Get-ServerKey)"
    }

    It 'is read and written back unchanged' {
        $sample = '{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"The koala plays with the cat","quantity":1,"guidances":{"start_frame":[{"image":{"id":"<YOUR_START_IMAGE_ID>","type":"UPLOADED"}}],"end_frame":[{"image":{"id":"<YOUR_END_IMAGE_ID>","type":"UPLOADED"}}]},"duration":8,"motion_has_audio":true,"width":1280,"height":720}}'

        $sample | ConvertFrom-SeedanceJson | ConvertTo-SeedanceJson -Compress | Should -BeExactly $sample
    }

    It 'keeps a file, which is uploaded when the video is made' {
        New-SeedanceRequest 'a fox' | Add-SeedanceStartFrame fox.png | ConvertTo-SeedanceJson | ConvertFrom-SeedanceJson | New-SeedanceVideo

        Get-ServerUpload | Should -HaveCount 1
    }

    It 'is read from the lines that Get-Content returns' {
        New-SeedanceRequest 'a fox' -Duration 5 | ConvertTo-SeedanceJson | Set-Content fox.json

        (Get-Content fox.json | ConvertFrom-SeedanceJson).Duration | Should -Be 5
    }

    It 'is rejected when it is not a request: <Json>' -ForEach @(
        @{ Json = 'nonsense'; Says = 'not valid JSON' }
        @{ Json = '{}'; Says = 'The model is missing' }
        @{ Json = '{"model":"seedance-1.0-pro","parameters":{}}'; Says = 'seedance-1.0-pro' }
        @{ Json = '{"model":"seedance-2.0-fast","parameters":{"prompt":"x","style":"noir"}}'; Says = 'parameters.style is unknown' }
        @{ Json = '{"model":"seedance-2.0-fast","parameters":{"prompt":"x","quantity":2}}'; Says = 'quantity must be 1' }
        @{ Json = '{"model":"seedance-2.0-fast","parameters":{"prompt":5}}'; Says = 'prompt must be string' }
        @{ Json = '{"model":"seedance-2.0-fast","parameters":{"prompt":"x","guidances":{"start_frame":[{"picture":{}}]}}}'; Says = 'picture is unknown' }
        @{ Json = '{"model":"seedance-2.0-fast","parameters":{"prompt":"x","guidances":{"start_frame":[{"image":{"id":"a","type":"STOLEN"}}]}}}'; Says = 'UPLOADED, GENERATED, VARIATION' }
    ) {
        $problem = Get-OnlyError { $Json | ConvertFrom-SeedanceJson }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.InvalidJson*'
        "$problem" | Should -MatchExactly (Literal $Says)
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
