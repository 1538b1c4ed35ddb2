# Frames of saved videos: which frame Export-SeedanceFrame takes, where it goes, and what can fail.
BeforeDiscovery {
    # These tests make their videos with ffmpeg; without it they are skipped. .ci/run installs it.
    $noFFmpeg = -not ((Get-Command ffmpeg -ErrorAction Ignore) -and (Get-Command ffprobe -ErrorAction Ignore))
}

BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    . "$PSScriptRoot/Clips.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'Export-SeedanceFrame' -Tag Slow -Skip:$noFFmpeg {
    BeforeEach { Reset-Workplace }

    It 'exports the very last frame of <Kind>' -ForEach @(
        @{ Kind = 'a video with audio'; Clip = @{} }
        @{ Kind = 'a video without audio'; Clip = @{ NoAudio = $true } }
        @{ Kind = 'a video whose audio is longer'; Clip = @{ AudioSeconds = '4' } }
        @{ Kind = 'a video whose audio is shorter'; Clip = @{ Seconds = '3'; AudioSeconds = '1' } }
        @{ Kind = 'a video with one keyframe and B-frames'; Clip = @{ Seconds = '4'; Video = '-preset', 'medium', '-g', '1000', '-bf', '3' } }
        @{ Kind = 'a video of 29.97 frames a second'; Clip = @{ Rate = '30000/1001'; Seconds = '1.7' } }
        @{ Kind = 'a video with a variable frame rate'; Clip = @{ Seconds = '5'; NoAudio = $true; Video = '-vf', "select='lt(n,20)+eq(n,30)+eq(n,110)+eq(n,111)'", '-fps_mode', 'vfr' } }
        @{ Kind = 'a video of one frame'; Clip = @{ Video = '-frames:v', '1' } }
        @{ Kind = 'a video of 10 bits'; Clip = @{ Pixels = 'yuv420p10le' } }
        @{ Kind = 'a video of an odd size'; Clip = @{ Size = '161x91'; Pixels = 'yuv444p' } }
        @{ Kind = 'a Matroska file whose audio is longer'; Name = 'fox.mkv'; Clip = @{ AudioSeconds = '14' } }
        @{ Kind = 'a transport stream whose audio is longer'; Name = 'fox.ts'; Clip = @{ AudioSeconds = '14' } }
    ) {
        $name = if ($Name) { $Name } else { 'fox.mp4' }
        New-Clip $name @Clip

        $file = Export-SeedanceFrame $name -Last

        $file | Should -BeOfType [IO.FileInfo]
        $file.FullName | Should -BeExactly "$PWD/fox-last.png"
        $frames = @(Get-FrameHash $name)
        $frames.Count | Should -Be (Get-Facts $name).Video.nb_read_frames
        Get-FrameHash fox-last.png | Should -BeExactly $frames[-1]
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }

    It 'exports the last frame that decodes of a video that was cut off' {
        New-Clip fox.ts -Seconds 3
        $bytes = [IO.File]::ReadAllBytes("$PWD/fox.ts")
        [IO.File]::WriteAllBytes("$PWD/fox.ts", $bytes[0..[int]($bytes.Length * 0.6)])

        $null = Export-SeedanceFrame fox.ts -Last

        $frames = @(ffmpeg -v quiet -i fox.ts -map 0:v:0 -pix_fmt rgb24 -f framemd5 - | Where-Object { $_ -notlike '#*' } | ForEach-Object { ($_ -split ', *')[-1] })
        Get-FrameHash fox-last.png | Should -BeExactly $frames[-1]
    }

    It 'exports the first frame' {
        New-Clip fox.mp4

        (Export-SeedanceFrame fox.mp4 -First).Name | Should -BeExactly 'fox-first.png'

        Get-FrameHash fox-first.png | Should -BeExactly (Get-FrameHash fox.mp4)[0]
    }

    It 'exports the last frame where no moment is given' {
        New-Clip fox.mp4

        (Export-SeedanceFrame fox.mp4).Name | Should -BeExactly 'fox-last.png'
    }

    It 'exports the frame that is shown at <At> s: frame <Frame>' -ForEach @(
        @{ At = 0; Frame = 0 }
        @{ At = 0.05; Frame = 1 }
        @{ At = 0.5; Frame = 12 }
        @{ At = '1.25'; Frame = 30 }
        @{ At = [timespan]::FromSeconds(1.5); Frame = 36 }
        @{ At = 1.99; Frame = 47 }
        @{ At = 2; Frame = 47 }
    ) {
        New-Clip fox.mp4 -Seconds 2 -AudioSeconds 3

        $null = Export-SeedanceFrame fox.mp4 -At $At -Destination fox.png

        Get-FrameHash fox.png | Should -BeExactly (Get-FrameHash fox.mp4)[$Frame]
    }

    It 'reports a time after the end, and names the length of the video' {
        New-Clip fox.mp4 -Seconds 2 -AudioSeconds 3

        $problem = Get-OnlyError { Export-SeedanceFrame fox.mp4 -At 2.5 }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$problem" | Should -MatchExactly '-At 2\.5 .*fox\.mp4 is 2 s long'
        Get-TestFile | Should -BeExactly 'fox.mp4'
    }

    It 'refuses a time that is none: <At>' -ForEach @{ At = '2,5' }, @{ At = -1 }, @{ At = 'end' }, @{ At = $null } {
        New-Clip fox.mp4

        Get-OnlyError { Export-SeedanceFrame fox.mp4 -At $At } | Should -Not -BeNullOrEmpty

        Get-TestFile | Should -BeExactly 'fox.mp4'
    }

    It 'names a time with a point in every culture' {
        New-Clip fox.mp4
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (Export-SeedanceFrame fox.mp4 -At 0.25).Name | Should -BeExactly 'fox-0.25.png'
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }

    It 'exports a frame of each input, in their order: <Typed>' -ForEach @(
        @{ Typed = { Export-SeedanceFrame a.mp4, b.mp4 -First } }
        @{ Typed = { Export-SeedanceFrame *.mp4 -First } }
        @{ Typed = { Export-SeedanceFrame -LiteralPath a.mp4, b.mp4 -First } }
        @{ Typed = { Get-ChildItem *.mp4 | Export-SeedanceFrame -First } }
        @{ Typed = { 'a.mp4', 'b.mp4' | Export-SeedanceFrame -First } }
        @{ Typed = { '?.mp4' | Export-SeedanceFrame -First } }
    ) {
        New-Clip a.mp4
        New-Clip b.mp4

        (& $Typed).Name | Should -BeExactly 'a-first.png', 'b-first.png'
    }

    It 'takes a name of any characters: <Name>' -Skip:$IsWindows -ForEach @(
        @{ Name = 'two  words' }
        @{ Name = '-leading' }
        @{ Name = 'it''s 100%d of [fox]' }
        @{ Name = 'a "quoted" name' }
        @{ Name = 'ünï 狐 🦊' }
        @{ Name = 'file:a,b;c' }
    ) {
        New-Clip "$Name.mp4"

        $null = Get-Item -LiteralPath "./$Name.mp4" | Export-SeedanceFrame -Last -Destination frames

        Get-TestFile | Should -HaveCount 2
        Get-TestFile *.png | Should -BeExactly "frames/$Name-last.png"
    }

    It 'continues a shot' {
        New-TestVideo intro.mp4

        Export-SeedanceFrame intro.mp4 -Last | New-SeedanceVideo -Prompt 'The fox runs on'

        (Get-ServerJob).Body.parameters.guidances.start_frame | Should -HaveCount 1
        (Get-ServerUpload).Sha256 | Should -Be (Get-FileHash intro-last.png).Hash
    }

    It 'takes generations that were saved' {
        'a fox' | New-SeedanceVideo -Destination 'videos/{prompt}.mp4' | Export-SeedanceFrame -Last -Destination frames
        Get-SeedanceJob | Export-SeedanceFrame -First -Destination frames

        Get-TestFile *.png | Should -BeExactly 'frames/a fox-first.png', 'frames/a fox-last.png'
    }

    It 'reports a generation that is not saved' {
        $job = New-SeedanceVideo 'a fox' -Wait

        $problem = Get-OnlyError { $job | Export-SeedanceFrame -Last }

        Assert-Error $problem -Id UnsupportedInput -Category InvalidType
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly "Save-SeedanceVideo -Id $($job.Id)"
    }

    It 'replaces a file only with -Force' {
        New-Clip fox.mp4
        Set-Content fox-last.png 'mine' -NoNewline

        $problem = Get-OnlyError { Export-SeedanceFrame fox.mp4 -Last }
        Assert-Error $problem -Id FileExists -Category ResourceExists
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-Force'
        Get-Content fox-last.png -Raw | Should -BeExactly 'mine'

        $null = Export-SeedanceFrame fox.mp4 -Last -Force
        Get-FrameHash fox-last.png | Should -BeExactly (Get-FrameHash fox.mp4)[-1]
        Get-TestFile | Should -BeExactly 'fox-last.png', 'fox.mp4'
    }

    It 'never writes two frames to one file' {
        $null = New-Item -ItemType Directory a, b
        New-Clip a/fox.mp4
        New-Clip b/fox.mp4

        $inFolder = Get-OnlyError { Get-ChildItem a/fox.mp4, b/fox.mp4 | Export-SeedanceFrame -Destination frames -Force | Out-Null }
        $asFile = Get-OnlyError { Get-ChildItem a/fox.mp4, b/fox.mp4 | Export-SeedanceFrame -Destination still.png | Out-Null }

        Assert-Error $inFolder -Id FileExists -Category ResourceExists
        Assert-Error $asFile -Id InvalidRequest -Category InvalidArgument
        Get-TestFile *.png | Should -BeExactly 'frames/fox-last.png', 'still.png'
    }

    It 'writes nothing with -WhatIf' {
        New-Clip fox.mp4

        Export-SeedanceFrame fox.mp4 -Last -WhatIf | Should -BeNullOrEmpty

        Get-TestFile | Should -BeExactly 'fox.mp4'
    }

    It 'reports each input that is not a video, and exports the others' {
        New-Clip fox.mp4
        Set-Content bad.mp4 'This is not a video.'
        New-Clip sound.mp4
        Invoke-Tool ffmpeg -i sound.mp4 -vn -c copy sound.m4a
        $null = New-Item -ItemType Directory folder

        $files = 'bad.mp4', 'sound.m4a', 'folder', 'absent.mp4', 42, $null, 'fox.mp4' | Export-SeedanceFrame -First -ErrorVariable problems -ErrorAction SilentlyContinue

        $files.Name | Should -BeExactly 'fox-first.png'
        $problems.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -BeExactly 'Seedance.MissingFile', 'Seedance.UnreadableVideo', 'Seedance.UnreadableVideo', 'Seedance.UnsupportedInput', 'Seedance.UnsupportedInput', 'Seedance.UnsupportedInput'
        foreach ($name in 'bad.mp4', 'sound.m4a', 'folder', 'absent.mp4', 'Int32', '$null') { "$problems" | Should -MatchExactly (Literal $name) }
        Get-TestFile *.png | Should -BeExactly 'fox-first.png'
    }

    It 'refuses a destination that can''t be a PNG file' {
        New-Clip fox.mp4

        $problem = Get-OnlyError { Export-SeedanceFrame fox.mp4 -Destination fox.jpg }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        Get-TestFile | Should -BeExactly 'fox.mp4'
    }

    # Linux has a folder that is always read-only: /sys.
    It 'reports a folder that can''t be written to' -Skip:(-not $IsLinux) {
        New-Clip fox.mp4

        $problem = Get-OnlyError { Export-SeedanceFrame fox.mp4 -Destination /sys/frames }

        Assert-Error $problem -Id WriteFailed -Category WriteError
    }

    It 'reports an ffmpeg that fails, with its last words' -Skip:$IsWindows {
        New-Clip fox.mp4
        New-FakeFFmpeg 'echo first >&2; echo "the disk is full" >&2; exit 28'

        $problem = Get-OnlyError { Export-SeedanceFrame fox.mp4 -First -FFmpegPath bin }

        Assert-Error $problem -Id FFmpegFailed -Category InvalidResult
        "$problem" | Should -MatchExactly '(?s)exit code 28.*the disk is full'
        Get-TestFile *.png | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }

    It 'kills ffmpeg and leaves no file when it is stopped' -Skip:$IsWindows {
        New-Clip fox.mp4

        Stop-DuringFFmpeg 'Export-SeedanceFrame fox.mp4 -Last -FFmpegPath bin/ffmpeg' | Should -BeNullOrEmpty

        Get-TestFile *.png | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }
}

Describe 'A cmdlet that requires ffmpeg' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        New-TestVideo fox.mp4
    }

    It 'says how to get it where it is not on the PATH: <Typed>' -ForEach @(
        @{ Typed = { Export-SeedanceFrame fox.mp4 -Last } }
        @{ Typed = { Join-SeedanceVideo fox.mp4, fox.mp4 -Destination film.mp4 } }
        @{ Typed = { New-SeedanceVideo 'a fox' -Destination videos | Export-SeedanceFrame -Last } }
    ) {
        $path = $env:PATH
        try {
            $env:PATH = $PWD
            $problem = Get-OnlyError $Typed
        }
        finally {
            $env:PATH = $path
        }

        Assert-Error $problem -Id FFmpegMissing -Category NotInstalled
        foreach ($way in 'apt install ffmpeg', 'brew install ffmpeg', 'winget install Gyan.FFmpeg', '-FFmpegPath') { $problem.ErrorDetails.RecommendedAction | Should -MatchExactly (Literal $way) }
        Get-ServerRequest | Should -BeNullOrEmpty -Because 'nothing is paid before'
    }

    It 'says where it was looked for: -FFmpegPath <_>' -ForEach 'nowhere', 'empty', 'fox.mp4' {
        $null = New-Item -ItemType Directory empty

        $problem = Get-OnlyError { Export-SeedanceFrame fox.mp4 -FFmpegPath $_ }

        Assert-Error $problem -Id FFmpegMissing -Category NotInstalled
        "$problem" | Should -MatchExactly (Literal "$PWD")
    }

    It 'requires an input, given in one way' {
        (Get-OnlyError { Export-SeedanceFrame -Last }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.UnsupportedInput,*'
        (Get-OnlyError { Get-Item fox.mp4 | Export-SeedanceFrame fox.mp4 }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.UnsupportedInput,*'
    }
}
