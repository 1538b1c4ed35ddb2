# Dot-sourced by the tests that work on saved videos: clips of ffmpeg's test pattern, and what is in a file.

# The clips that were made, by the arguments of ffmpeg: the next one that is equal is a copy.
$clips = @{}

# Makes a video of a test pattern whose frames all differ.
function New-Clip([string] $Name, [string] $Size = '160x90', [string] $Rate = '24', [string] $Seconds = '1', [string] $AudioSeconds = $Seconds, [switch] $NoAudio, [string[]] $Video = @(), [string] $Codec = 'libx264', [string] $Pixels = 'yuv420p', [int] $Tone = 440, [int] $AudioRate = 44100) {
    $audio = if (-not $NoAudio) { '-f', 'lavfi', '-i', "sine=frequency=${Tone}:duration=${AudioSeconds}:sample_rate=$AudioRate", '-c:a', 'aac' }
    $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath("./$Name")
    $arguments = @('-f', 'lavfi', '-i', "testsrc=size=${Size}:rate=${Rate}:duration=$Seconds") + $audio + @('-c:v', $Codec, '-preset', 'ultrafast', '-pix_fmt', $Pixels) + $Video + '-y'
    $made = "$arguments $([IO.Path]::GetExtension($Name))"
    if ($clips[$made]) {
        [IO.File]::WriteAllBytes($path, $clips[$made])
    }
    else {
        Invoke-Tool ffmpeg @arguments $path
        $clips[$made] = [IO.File]::ReadAllBytes($path)
    }
}

# The MD5 of each frame that decodes, in order.
function Get-FrameHash([string] $Name) {
    $path = (Get-Item -LiteralPath "./$Name").FullName
    @(Invoke-Tool ffmpeg -i $path -map 0:v:0 -pix_fmt rgb24 -f framemd5 - | Where-Object { $_ -notlike '#*' } | ForEach-Object { ($_ -split ', *')[-1] })
}

# What ffprobe says of a file: Video and Audio (its first streams) and Duration.
function Get-Facts([string] $Name) {
    $path = (Get-Item -LiteralPath "./$Name").FullName
    $facts = Invoke-Tool ffprobe -count_frames -show_streams -show_format -print_format json $path | Out-String | ConvertFrom-Json
    [pscustomobject]@{
        Video    = $facts.streams | Where-Object codec_type -EQ video | Select-Object -First 1
        Audio    = $facts.streams | Where-Object codec_type -EQ audio | Select-Object -First 1
        Duration = [double]$facts.format.duration
    }
}

function Invoke-Tool([string] $Program) {
    & $Program -v error @args
    if ($LASTEXITCODE -ne 0) { throw "$Program failed: $args" }
}

# A folder with an ffmpeg that is a shell script, beside the real ffprobe. For -FFmpegPath.
function New-FakeFFmpeg([string] $Script) {
    $null = New-Item -ItemType Directory bin -Force
    Set-Content bin/ffmpeg "#!/bin/sh`n$Script"
    $null = New-Item -ItemType SymbolicLink bin/ffprobe -Target (Get-Command ffprobe).Source
    chmod +x bin/ffmpeg
}

# Stops a script, as Ctrl+C does, while its ffmpeg runs. Returns what the fake ffmpeg and its child did afterwards.
function Stop-DuringFFmpeg([string] $Script) {
    $fifo = Join-Path (Get-Location).ProviderPath fifo
    mkfifo $fifo
    # Opening a FIFO waits for its reader; the reader's end comes when both processes are gone.
    New-FakeFFmpeg "exec 3> '$fifo'; for last; do :; done; : > `"`$last`"; (sleep 50; echo survived >&3) & echo started >&3; wait"
    $shell = [powershell]::Create()
    try {
        # Where ffmpeg was not started, the reader's wait ends too.
        $null = $shell.AddScript("Set-Location -LiteralPath '$((Get-Location).ProviderPath)'; Import-Module Seedance; $Script; sh -c ': > ""$fifo""'")
        $running = $shell.BeginInvoke()
        $reader = [IO.File]::OpenText($fifo)
        $reader.ReadLine() | Should -BeExactly 'started'
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        $reader.ReadToEnd()
    }
    finally {
        if ($reader) { $reader.Dispose() }
        $shell.Dispose()
    }
}
