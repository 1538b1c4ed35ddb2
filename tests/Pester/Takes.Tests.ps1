# Several takes of one input, the shape of its image, and what a prompt calls its references.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    . "$PSScriptRoot/Errors.ps1"

    # What -WhatIf says: it goes to the host, so another pwsh says it.
    function Get-WhatIf([string] $Command) {
        (Invoke-Pwsh -Command $Command -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }).Output.TrimEnd() -split '\r?\n'
    }
}

AfterAll { Stop-Workplace }

Describe 'New-SeedanceVideo -Count' {
    BeforeEach { Reset-Workplace }

    It 'makes so many jobs of each input, with seeds of their own' {
        $videos = 'a fox', 'an owl' | New-SeedanceVideo -Count 3

        $videos | Should -HaveCount 6
        $videos.Seed | Select-Object -Unique | Should -HaveCount 6
        ($videos | Where-Object Prompt -EQ 'a fox').Take | Sort-Object | Should -Be 1, 2, 3
    }

    It 'gives the takes the seed, the next one and so on' {
        (New-SeedanceVideo 'a fox' -Count 3 -Seed 7).Seed | Sort-Object | Should -Be 7, 8, 9
    }

    It 'refuses a seed whose last take would be too large, before anything is sent' {
        $failure = Get-OnlyError { New-SeedanceVideo 'a fox' -Count 3 -Seed 4294967294 }

        Assert-Error $failure InvalidRequest InvalidArgument
        "$failure" | Should -Match '-Seed 4294967294.*-Count 3.*-1 to 4294967293'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'numbers the files with {take}, also those that Save-SeedanceVideo saves' {
        $null = New-SeedanceVideo 'a fox' -Count 2 -Destination 'videos/fox-{take}.mp4'
        $null = New-SeedanceVideo 'an owl' -Count 2 | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination 'videos/owl-{take}.mp4'

        (Get-ChildItem videos/*.mp4).Name | Sort-Object | Should -Be 'fox-1.mp4', 'fox-2.mp4', 'owl-1.mp4', 'owl-2.mp4'
    }

    It 'refuses a destination that gives two takes one name, before anything is sent' {
        $failure = Get-OnlyError { New-SeedanceVideo 'a fox' -Count 2 -Destination videos/fox.mp4 }

        Assert-Error $failure FileExists ResourceExists
        $failure.ErrorDetails.RecommendedAction | Should -Match '\{take\}'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'submits them once under a job name, and more when there are more' {
        $first = New-SeedanceVideo 'a fox' -Count 2 -JobName trailer
        $second = New-SeedanceVideo 'a fox' -Count 3 -JobName trailer

        Get-ServerJob | Should -HaveCount 3
        $first.Id | ForEach-Object { $_ | Should -BeIn $second.Id }
    }

    It 'counts every take for the cost and its limit' {
        Measure-SeedanceCost 'a fox' -Count 3 | Should -HaveCount 3
        (Get-WhatIf "New-SeedanceVideo 'a fox' -Count 3 -WhatIf")[-1] | Should -Match '^What if: 3 jobs in all for about \$8\.68'
        Assert-Error (Get-OnlyError { New-SeedanceVideo 'a fox' -Count 3 -MaxCost 6 }) CostLimit LimitsExceeded
        Get-ServerJob | Should -HaveCount 2
    }

    It 'refuses <Count>' -ForEach @(@{ Count = 0 }, @{ Count = 1.5 }, @{ Count = 101 }) {
        { New-SeedanceVideo 'a fox' -Count $Count } | Should -Throw -ErrorId 'ParameterArgument*'
    }
}

Describe '-AspectRatio Auto' {
    BeforeEach { Reset-Workplace }

    It 'is the ratio that is nearest to the start frame: <Width> x <Height> is <Size>' -ForEach @(
        @{ Width = 1920; Height = 1080; Size = '1280x720' }
        @{ Width = 1000; Height = 1010; Size = '960x960' }
        @{ Width = 600; Height = 1000; Size = '720x1280' }
        @{ Width = 3000; Height = 1250; Size = '1470x630' }
        @{ Width = 400; Height = 300; Size = '1112x834' }
        @{ Width = 310; Height = 400; Size = '834x1112' }
    ) {
        New-TestImage fox.png -Width $Width -Height $Height

        $draft = Get-Item fox.png | New-SeedanceRequest -AspectRatio Auto
        "$($draft.Width)x$($draft.Height)" | Should -Be $Size
        "$((New-SeedanceRequest 'a fox' -StartFrame fox.png -AspectRatio auto -Size 480p).Height)" | Should -BeIn '496', '640', '864', '432', '560', '752'
        [pscustomobject]@{ Prompt = 'a fox'; StartFrame = 'fox.png'; AspectRatio = 'Auto' } | New-SeedanceRequest | ForEach-Object { "$($_.Width)x$($_.Height)" } | Should -Be $Size
    }

    It 'needs a start frame whose size is known' {
        foreach ($failure in (Get-OnlyError { New-SeedanceVideo 'a fox' -AspectRatio Auto }), (Get-OnlyError { New-SeedanceVideo 'a fox' -StartFrame https://example.com/fox.png -AspectRatio Auto })) {
            Assert-Error $failure InvalidRequest InvalidArgument
            "$failure" | Should -Match 'start frame'
        }
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'is named by the warning of a frame of another shape, with the nearest ratio' {
        New-TestImage fox.png -Width 600 -Height 1000

        $null = Get-Item fox.png | New-SeedanceVideo -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -Match '-AspectRatio 9:16.*Auto'
    }
}

Describe 'References by name' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
        New-TestVideo clip.mp4
        New-TestAudio song.mp3
    }

    It 'are listed by -WhatIf and -Verbose' {
        $lines = Get-WhatIf "New-SeedanceVideo 'Image 1 meets Image 2' -ImageReference fox.png, owl.png -VideoReference clip.mp4 -AudioReference song.mp3 -WhatIf"

        "$lines" | Should -Match ([regex]::Escape('; Image 1: fox.png; Image 2: owl.png; Video 1: clip.mp4; Audio 1: song.mp3'))
    }

    It 'are in the order of -Order' {
        $draft = New-SeedanceRequest 'a fox' | Add-SeedanceImageReference fox.png -Order 1 | Add-SeedanceImageReference owl.png -Order 0

        $draft | New-SeedanceVideo -Verbose 4>&1 | Out-String | Should -Match 'Image 1: owl\.png; Image 2: fox\.png'
    }

    It 'are in the sidecar, without their folders' {
        $null = New-SeedanceVideo 'Image 1 runs' -ImageReference fox.png -Destination videos

        (Get-Content videos/*.json -Raw | ConvertFrom-Json).references.'Image 1' | Should -BeExactly 'fox.png'
    }

    It 'that a prompt names and that are not attached are a warning: <Prompt>' -ForEach @(
        @{ Prompt = 'Image 3 runs'; Name = 'Image 3' }
        @{ Prompt = 'the fox of [image 2] and @Image1'; Name = 'Image 2' }
        @{ Prompt = 'extend Video 1'; Name = 'Video 1' }
        @{ Prompt = 'Dance to AUDIO 1.'; Name = 'Audio 1' }
    ) {
        $null = New-SeedanceVideo $Prompt -ImageReference fox.png -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match "names $Name, which is not attached"
        (Get-ServerJob).Prompt | Should -BeExactly $Prompt -Because 'a prompt is never rewritten'
    }

    It 'that are attached, and other words, are none: <Prompt>' -ForEach @(
        @{ Prompt = 'Image 1 and image 2' }, @{ Prompt = 'The imagery 5 and a video of 3 foxes in 1080p' }, @{ Prompt = 'Shot 1: a fox. Shot 2: an owl.' }
    ) {
        $null = New-SeedanceVideo $Prompt -ImageReference fox.png, owl.png -WarningVariable warnings

        $warnings | Should -BeNullOrEmpty
    }
}
