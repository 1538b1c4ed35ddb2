# Films of saved videos: what Join-SeedanceVideo makes of equal and of different videos, and what can fail.
BeforeDiscovery {
    # These tests make their videos with ffmpeg; without it they are skipped. .ci/run installs it.
    $noFFmpeg = -not ((Get-Command ffmpeg -ErrorAction Ignore) -and (Get-Command ffprobe -ErrorAction Ignore))
}

BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    . "$PSScriptRoot/Clips.ps1"
    Start-Workplace

    # The color in the middle of the top edge of a frame: black where there is a bar.
    function Get-TopColor([string] $Name, [double] $At) {
        $path = (Get-Item -LiteralPath $Name).FullName
        $pixel = Invoke-Tool ffmpeg -ss $At -i $path '-frames:v' 1 -vf 'crop=2:2:iw/2:0,scale=1:1,format=gray' -f framemd5 -
        ($pixel | Where-Object { $_ -notlike '#*' }) -replace '.*, *'
    }

    # How loud a part of a film is, in dB.
    function Get-Volume([string] $Name, [double] $From, [double] $Seconds) {
        $text = & ffmpeg -hide_banner -ss $From -t $Seconds -i $Name -map 0:a -af volumedetect -f null - 2>&1 | Out-String
        if ($text -notmatch 'mean_volume: (\S+) dB') { throw $text }
        [double]$Matches[1]
    }
}

AfterAll { Stop-Workplace }

Describe 'Join-SeedanceVideo with equal videos' -Tag Slow -Skip:$noFFmpeg {
    BeforeEach { Reset-Workplace }

    It 'copies every frame as it is: <Kind>' -ForEach @(
        @{ Kind = 'with audio'; Clip = @{} }
        @{ Kind = 'without audio'; Clip = @{ NoAudio = $true } }
        @{ Kind = 'of 10 bits'; Clip = @{ Pixels = 'yuv420p10le' } }
        @{ Kind = 'with B-frames'; Clip = @{ Video = '-preset', 'medium', '-bf', '2' } }
    ) {
        New-Clip a.mp4 -Seconds 1 @Clip
        New-Clip b.mp4 -Seconds 2 @Clip

        $film = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4

        $film.FullName | Should -BeExactly "$PWD/film.mp4"
        $film | Should -BeOfType [IO.FileInfo]
        Get-FrameHash film.mp4 | Should -BeExactly @(Get-FrameHash a.mp4; Get-FrameHash b.mp4)
        $facts = Get-Facts film.mp4
        $facts.Duration | Should -BeGreaterThan 2.99
        $facts.Duration | Should -BeLessThan 3.1
        [bool]$facts.Audio | Should -Be (-not $Clip.NoAudio)
        Get-TestFile | Should -BeExactly 'a.mp4', 'b.mp4', 'film.mp4'
    }

    It 'joins in the order of the input: <Typed>' -ForEach @(
        @{ Typed = { Join-SeedanceVideo b.mp4, a.mp4 -Destination film.mp4 } }
        @{ Typed = { Join-SeedanceVideo -Path b.mp4, a.* -Destination film.mp4 } }
        @{ Typed = { Join-SeedanceVideo -LiteralPath b.mp4, a.mp4 -Destination film.mp4 } }
        @{ Typed = { Get-Item b.mp4, a.mp4 | Join-SeedanceVideo -Destination film.mp4 } }
        @{ Typed = { 'b.mp4', 'a.mp4' | Join-SeedanceVideo -Destination film.mp4 } }
    ) {
        New-Clip a.mp4 -Seconds 1
        New-Clip b.mp4 -Seconds 0.5

        $null = & $Typed

        Get-FrameHash film.mp4 | Should -BeExactly @(Get-FrameHash b.mp4; Get-FrameHash a.mp4)
    }

    It 'joins generations that were saved, and one video is a film too' {
        'a fox', 'an owl' | New-SeedanceVideo -Destination 'shots/{prompt}.mp4' | Join-SeedanceVideo -Destination films/two.mp4
        Get-SeedanceJob -Prompt 'a fox' | Join-SeedanceVideo -Destination films/one.mp4

        (Get-Facts films/two.mp4).Duration | Should -BeGreaterThan 3.9
        (Get-Facts films/one.mp4).Duration | Should -BeLessThan 2.1
    }

    It 'takes names of any characters: <Name>' -Skip:$IsWindows -ForEach @(
        @{ Name = 'two  words' }
        @{ Name = '-leading' }
        @{ Name = 'it''s 100%d of [fox]''''' }
        @{ Name = 'a "quoted" name' }
        @{ Name = 'ünï 狐 🦊' }
        @{ Name = 'file:a,b;c' }
        @{ Name = "two`nlines" }
        @{ Name = '# $HOME `ls` & ~' }
    ) {
        New-Clip "$Name.mp4"

        $null = Join-SeedanceVideo -LiteralPath "./$Name.mp4", "./$Name.mp4" -Destination "./$Name.film.mp4"

        (Get-Facts "$Name.film.mp4").Video.nb_read_frames | Should -Be 48
        Get-TestFile | Should -HaveCount 2
    }
}

Describe 'Join-SeedanceVideo with different videos' -Tag Slow -Skip:$noFFmpeg {
    BeforeEach { Reset-Workplace }

    It 'encodes them with the size and frame rate of the first: <Kind>' -ForEach @(
        @{ Kind = 'another size'; Clip = @{ Size = '90x160' } }
        @{ Kind = 'another frame rate'; Clip = @{ Rate = '30' } }
        @{ Kind = 'a fractional frame rate'; Clip = @{ Rate = '30000/1001' } }
        @{ Kind = '10 bits'; Clip = @{ Pixels = 'yuv420p10le' } }
        @{ Kind = 'an odd size'; Clip = @{ Size = '161x91'; Pixels = 'yuv444p' } }
        @{ Kind = 'another codec'; Clip = @{ Codec = 'mpeg4'; Video = @('-q:v', '3') } }
        @{ Kind = 'mono of another rate'; Clip = @{ AudioRate = 22050 } }
        @{ Kind = 'other settings of the encoder'; Clip = @{ Video = '-preset', 'medium', '-bf', '2' } }
        @{ Kind = 'oblong pixels'; Clip = @{ Video = '-aspect', '4:3' } }
    ) {
        New-Clip a.mp4 -Seconds 1
        New-Clip b.mp4 -Seconds 2 @Clip

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4

        $facts = Get-Facts film.mp4
        $facts.Video.codec_name, $facts.Video.width, $facts.Video.height, $facts.Video.pix_fmt, $facts.Video.avg_frame_rate | Should -BeExactly 'h264', 160, 90, 'yuv420p', '24/1'
        $facts.Video.nb_read_frames | Should -Be 72
        $facts.Audio.codec_name, $facts.Audio.sample_rate | Should -BeExactly 'aac', '44100'
        [Math]::Abs([double]$facts.Audio.duration - 3) | Should -BeLessThan 0.05
    }

    It 'makes the size of the film even where that of the first video is odd' {
        New-Clip a.mp4 -Size 161x91 -Pixels yuv444p
        New-Clip b.mp4

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4

        $facts = Get-Facts film.mp4
        $facts.Video.width, $facts.Video.height | Should -Be 160, 90
    }

    It 'adds bars with -Fit Pad, the default, and cuts off edges with -Fit Crop' {
        # White, and twice as wide as the film: with bars above and below.
        Invoke-Tool ffmpeg -f lavfi -i 'color=white:s=160x160:r=24:d=1' '-c:v' libx264 -pix_fmt yuv420p a.mp4
        Invoke-Tool ffmpeg -f lavfi -i 'color=white:s=160x80:r=24:d=1' '-c:v' libx264 -pix_fmt yuv420p b.mp4

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination default.mp4
        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination pad.mp4 -Fit Pad
        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination crop.mp4 -Fit Crop

        Get-TopColor pad.mp4 1.5 | Should -Not -Be (Get-TopColor pad.mp4 0.5)
        Get-TopColor default.mp4 1.5 | Should -Be (Get-TopColor pad.mp4 1.5)
        Get-TopColor crop.mp4 1.5 | Should -Be (Get-TopColor crop.mp4 0.5)
        foreach ($name in 'default.mp4', 'crop.mp4') { (Get-Facts $name).Video.height | Should -Be 160 }
    }

    It 'is silent where a video has no audio, and only there' {
        New-Clip a.mp4 -Seconds 1 -NoAudio
        New-Clip b.mp4 -Seconds 1
        New-Clip c.mp4 -Seconds 1 -NoAudio

        $null = Join-SeedanceVideo a.mp4, b.mp4, c.mp4 -Destination film.mp4

        (Get-Facts film.mp4).Video.nb_read_frames | Should -Be 72
        Get-Volume film.mp4 0.1 0.8 | Should -BeLessThan -80
        Get-Volume film.mp4 1.1 0.8 | Should -BeGreaterThan -30
        Get-Volume film.mp4 2.1 0.8 | Should -BeLessThan -80
    }

    It 'has no audio where no video has' {
        New-Clip a.mp4 -NoAudio
        New-Clip b.mp4 -NoAudio -Size 90x90

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4

        (Get-Facts film.mp4).Audio | Should -BeNullOrEmpty
    }

    It 'keeps image and audio together where one of them is longer' {
        New-Clip a.mp4 -Seconds 1 -AudioSeconds 2
        New-Clip b.mp4 -Seconds 2 -AudioSeconds 1 -Size 90x90

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4

        # The last frame of the first video stays for the second second of its audio.
        (Get-Facts film.mp4).Video.nb_read_frames | Should -Be 96
        Get-Volume film.mp4 2.1 0.8 | Should -BeGreaterThan -30
        Get-Volume film.mp4 3.2 0.7 | Should -BeLessThan -60
    }

    It 'shows a rotated video upright' {
        New-Clip a.mp4 -Seconds 1
        New-Clip flat.mp4 -Seconds 1 -Size 90x160
        Invoke-Tool ffmpeg -i flat.mp4 -c copy '-metadata:s:v:0' rotate=90 turned.mp4
        if (-not (Get-Facts turned.mp4).Video.side_data_list.rotation) { Set-ItResult -Skipped -Because 'this ffmpeg writes no rotation in this way' }

        $null = Join-SeedanceVideo turned.mp4, a.mp4 -Destination film.mp4

        $facts = Get-Facts film.mp4
        $facts.Video.width, $facts.Video.height | Should -Be 160, 90
    }
}

Describe 'Join-SeedanceVideo -Crossfade' -Tag Slow -Skip:$noFFmpeg {
    BeforeEach { Reset-Workplace }

    It 'fades each video into the next, also where all are equal' {
        New-Clip a.mp4 -Seconds 2
        New-Clip b.mp4 -Seconds 1
        New-Clip c.mp4 -Seconds 2 -NoAudio

        $null = Join-SeedanceVideo a.mp4, b.mp4, c.mp4 -Destination film.mp4 -Crossfade 0.5

        $facts = Get-Facts film.mp4
        $facts.Video.nb_read_frames | Should -BeIn 95, 96, 97
        [Math]::Abs([double]$facts.Audio.duration - 4) | Should -BeLessThan 0.05
    }

    It 'mixes the images at the transition' {
        foreach ($color in 'black', 'white') { Invoke-Tool ffmpeg -f lavfi -i "color=${color}:s=64x64:r=24:d=1" '-c:v' libx264 -pix_fmt yuv420p "$color.mp4" }

        $null = Join-SeedanceVideo black.mp4, white.mp4 -Destination film.mp4 -Crossfade 0.5

        (Get-Facts film.mp4).Video.nb_read_frames | Should -Be 36
        @(0.2, 0.75, 1.3 | ForEach-Object { Get-TopColor film.mp4 $_ } | Select-Object -Unique) | Should -HaveCount 3
    }

    It 'is refused where a video is shorter, before anything is written' {
        New-Clip a.mp4 -Seconds 2
        New-Clip short.mp4 -Seconds 0.5

        $problem = Get-OnlyError { Join-SeedanceVideo a.mp4, short.mp4 -Destination film.mp4 -Crossfade 0.75 }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$problem" | Should -MatchExactly '-Crossfade 0\.75 .*short\.mp4 is 0\.5 s long'
        Get-TestFile | Should -BeExactly 'a.mp4', 'short.mp4'
    }

    It 'refuses a time that is none: <_>' -ForEach '0,5', '-1', 'long' {
        Get-OnlyError { Join-SeedanceVideo a.mp4 -Destination film.mp4 -Crossfade $_ } | Should -Not -BeNullOrEmpty
    }
}

Describe 'Join-SeedanceVideo when something fails' -Tag Slow -Skip:$noFFmpeg {
    BeforeEach {
        Reset-Workplace
        New-Clip a.mp4
        New-Clip b.mp4
    }

    It 'names each video that can''t be read, and writes nothing' {
        Set-Content bad.mp4 'This is not a video.'
        [IO.File]::WriteAllBytes("$PWD/cut.mp4", [IO.File]::ReadAllBytes("$PWD/a.mp4")[0..2000])

        Join-SeedanceVideo a.mp4, bad.mp4, cut.mp4 -Destination film.mp4 -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 2
        Assert-Error $problems[0] -Id UnreadableVideo -Category InvalidData
        "$($problems[0])" | Should -MatchExactly 'bad\.mp4'
        "$($problems[1])" | Should -MatchExactly 'cut\.mp4'
        Get-TestFile film* | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }

    It 'makes no film without an input that does not exist: <Typed>' -ForEach @(
        @{ Typed = { Join-SeedanceVideo a.mp4, absent.mp4 -Destination film.mp4 } }
        @{ Typed = { 'a.mp4', 'absent.mp4' | Join-SeedanceVideo -Destination film.mp4 } }
        @{ Typed = { 'a.mp4', 'none*.mp4' | Join-SeedanceVideo -Destination film.mp4 } }
        @{ Typed = { Get-ChildItem none*.mp4 | Join-SeedanceVideo -Destination film.mp4 } }
        @{ Typed = { (Get-Item a.mp4), $null | Join-SeedanceVideo -Destination film.mp4 } }
    ) {
        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Get-TestFile film* | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }

    It 'replaces a film only with -Force, and says so before the commands upstream pay' {
        Set-Content film.mp4 'my film' -NoNewline

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' -Destination shots | Join-SeedanceVideo -Destination film.mp4 }
        Assert-Error $problem -Id FileExists -Category ResourceExists
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-Force'
        Get-ServerRequest | Should -BeNullOrEmpty
        Get-Content film.mp4 -Raw | Should -BeExactly 'my film'

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4 -Force
        (Get-Facts film.mp4).Video.nb_read_frames | Should -Be 48
    }

    It 'can replace one of its own videos' {
        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination a.mp4 -Force

        (Get-Facts a.mp4).Video.nb_read_frames | Should -Be 48
        Get-TestFile | Should -BeExactly 'a.mp4', 'b.mp4'
    }

    It 'does nothing with -WhatIf' {
        Join-SeedanceVideo a.mp4, b.mp4 -Destination films/film.mp4 -WhatIf
        New-SeedanceVideo 'a fox' -Destination shots -WhatIf | Join-SeedanceVideo -Destination film.mp4 -WhatIf

        Get-TestFile | Should -BeExactly 'a.mp4', 'b.mp4'
        Test-Path films | Should -BeFalse
    }

    It 'refuses a destination that is not an MP4 file: <_>' -ForEach 'film.mov', 'film', 'env:film.mp4' {
        $problem = Get-OnlyError { Join-SeedanceVideo a.mp4, b.mp4 -Destination $_ }

        $problem.FullyQualifiedErrorId | Should -Match '^Seedance\.(InvalidRequest|MissingFile),'
        Get-TestFile | Should -BeExactly 'a.mp4', 'b.mp4'
    }

    # Linux has a folder that is always read-only: /sys.
    It 'reports a folder that can''t be written to' -Skip:(-not $IsLinux) {
        $problem = Get-OnlyError { Join-SeedanceVideo a.mp4, b.mp4 -Destination /sys/films/film.mp4 }

        Assert-Error $problem -Id WriteFailed -Category WriteError
    }

    It 'reports an ffmpeg that is killed, and leaves no file' -Skip:$IsWindows {
        # The last argument is the file to write.
        New-FakeFFmpeg 'for last; do :; done; echo half > "$last"; kill -9 $$'

        $problem = Get-OnlyError { Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4 -FFmpegPath bin }

        Assert-Error $problem -Id FFmpegFailed -Category InvalidResult
        "$problem" | Should -MatchExactly 'exit code 137'
        Get-TestFile film* | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }

    It 'never gives its name to a film that is too short' -Skip:$IsWindows {
        # An ffmpeg that loses all videos but the first, and does not say so.
        New-FakeFFmpeg "for last; do :; done; cp '$PWD/a.mp4' `"`$last`""
        New-Clip c.mp4 -Seconds 2

        $problem = Get-OnlyError { Join-SeedanceVideo a.mp4, c.mp4 -Destination film.mp4 -FFmpegPath bin }

        Assert-Error $problem -Id FFmpegFailed -Category InvalidResult
        "$problem" | Should -MatchExactly '1 s .*3 s'
        Get-TestFile film* | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }

    It 'encodes the videos where their streams can''t be copied' -Skip:$IsWindows {
        New-FakeFFmpeg "case `"`$*`" in *concat\ -safe*) exit 1;; esac; exec '$((Get-Command ffmpeg).Source)' `"`$@`""

        $null = Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4 -FFmpegPath bin

        (Get-Facts film.mp4).Video.nb_read_frames | Should -Be 48
    }

    It 'kills ffmpeg and leaves no file when it is stopped' -Skip:$IsWindows {
        Stop-DuringFFmpeg 'Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4 -FFmpegPath bin' | Should -BeNullOrEmpty

        Get-TestFile film* | Should -BeNullOrEmpty
        Get-TestFile *.tmp | Should -BeNullOrEmpty
    }
}

Describe 'The progress of Join-SeedanceVideo' -Tag Slow -Skip:$noFFmpeg {
    BeforeEach { Reset-Workplace }

    It 'shows how far the film is, and disappears' {
        New-Clip a.mp4
        New-Clip b.mp4 -Size 90x90
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Set-Location -LiteralPath '$PWD'; Import-Module Seedance; Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4").Invoke()
            $lines = @($shell.Streams.Progress | Where-Object Activity -EQ 'Joining videos')
        }
        finally {
            $shell.Dispose()
        }

        $lines.Count | Should -BeGreaterThan 1
        $lines[0].StatusDescription | Should -MatchExactly '^film\.mp4: \d\.\d of 2\.0 s$'
        $lines[-1].RecordType | Should -Be Completed
        @($lines | Where-Object RecordType -EQ Completed) | Should -HaveCount 1
    }

    It 'is not asked of ffmpeg where nobody sees it' -Skip:$IsWindows {
        New-Clip a.mp4
        New-FakeFFmpeg "echo `"`$*`" > '$PWD/arguments.txt'; exec '$((Get-Command ffmpeg).Source)' `"`$@`""
        $ProgressPreference = 'SilentlyContinue'

        $null = Join-SeedanceVideo a.mp4, a.mp4 -Destination film.mp4 -FFmpegPath bin

        Get-Content arguments.txt -Raw | Should -Not -Match 'progress'
    }
}
