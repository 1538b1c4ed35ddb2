# Images in, videos out: whole pipelines, as a user types them.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'A pipeline' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'makes a video of each image, named after the image and the job' {
        New-TestImage fox.png, owl.png, hare.png

        $videos = Get-ChildItem *.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos

        $videos | Should -HaveCount 3
        Get-TestFile *.mp4 | Should -HaveCount 3
        foreach ($video in $videos) {
            $video.Path | Should -Exist
            Split-Path $video.Path -Leaf | Should -BeExactly "$([IO.Path]::GetFileNameWithoutExtension($video.SourcePath))-$($video.Id).mp4"
        }
    }

    It 'reports one bad file among ten and makes the other nine videos' {
        New-TestImage (1..9 | ForEach-Object { "good$_.png" })
        Set-Content bad.png 'This is not an image.'

        $jobs = Get-ChildItem *.png | New-SeedanceVideo -ErrorVariable problems -ErrorAction SilentlyContinue

        $jobs | Should -HaveCount 9
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -BeOfType [IO.FileInfo]
        $problems[0].TargetObject.Name | Should -BeExactly 'bad.png'
        Get-ServerJob | Should -HaveCount 9
    }

    It 'keeps the jobs in flight within -MaxInFlight and submits the next as one ends' {
        Reset-Workplace -Options @{ JobDuration = '00:00:01'; Workers = 100 }

        1..12 | ForEach-Object { "shot $_" } | New-SeedanceVideo -MaxInFlight 4

        $jobs = Get-ServerJob
        $jobs | Should -HaveCount 12
        foreach ($job in $jobs) {
            @($jobs | Where-Object { $_.CreatedAt -le $job.CreatedAt -and $_.EndsAt -gt $job.CreatedAt }).Count | Should -BeIn 1, 2, 3, 4
        }
    }

    It 'accepts the rows of a CSV file' {
        New-TestImage meadow.png, sunrise.png
        @'
Prompt,Duration,Seed,Audio,StartFrame,ImageReference
From an image,5,7,false,meadow.png,
From references,,,,,meadow.png;sunrise.png
'@ | Set-Content shots.csv

        $jobs = Import-Csv shots.csv | New-SeedanceVideo

        ($jobs | Sort-Object Prompt).Duration | Should -Be 5, 8
    }
}

Describe 'A pipeline in the sandbox' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        Connect-Seedance -Sandbox
    }

    It 'needs no key, no port and no network' {
        $video = 'a fox' | New-SeedanceVideo | Wait-SeedanceGeneration

        $video | Should -HaveCount 1
        $video.Status | Should -Be 'Complete'
        ([uri](Get-SeedanceConnection).BaseUri).Host | Should -BeExactly 'sandbox.seedance.invalid'
    }

    It 'makes videos from images' {
        New-TestImage fox.png, owl.png, hare.png

        Get-ChildItem *.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos

        Get-TestFile *.mp4 | Should -HaveCount 3
    }

    It 'makes videos from frames, references, earlier videos and rows' {
        New-TestImage fox.png, den.png
        New-TestVideo video.mp4
        New-TestAudio song.wav

        $frames = New-SeedanceRequest 'A fox runs home' | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png | New-SeedanceVideo -Wait
        $references = Get-ChildItem *.png | Add-SeedanceImageReference -Strength High | Add-SeedanceVideoReference video.mp4 | Add-SeedanceAudioReference song.wav | New-SeedanceVideo -Prompt 'Dance to the song' -Wait
        $extended = $frames | New-SeedanceVideo -Prompt 'The fox runs on' -Wait
        $row = [pscustomobject]@{ Prompt = 'From a row'; ImageReference = 'fox.png;den.png' } | New-SeedanceVideo -Wait

        $frames.Status, $references.Status, $extended.Status, $row.Status | Should -Be 'Complete', 'Complete', 'Complete', 'Complete'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'ends without an error when Select-Object has enough' {
        $first = 'one', 'two', 'three' | New-SeedanceVideo -Wait | Select-Object -First 1

        $first.Status | Should -Be 'Complete'
    }
}
