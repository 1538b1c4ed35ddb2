# An example script, run as a user runs it.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    $examples = Resolve-Path "$PSScriptRoot/../../examples"
}

AfterAll { Stop-Workplace }

Describe 'film.ps1' -Tag Slow -Skip:(-not (Get-Command ffmpeg, ffprobe -ErrorAction Ignore)) {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
        Copy-Item $examples/storyboard.csv .
        function Invoke-Film([string[]] $More = @(), [hashtable] $Options = @{}) {
            Invoke-Pwsh -File $examples/film.ps1 -ArgumentList (@('storyboard.csv', '-Destination', 'film.mp4') + $More) -Environment $account @Options
        }
    }

    It 'makes five shots, joins them to a film that plays, and makes a gallery' {
        $run = Invoke-Film

        $run.ExitCode | Should -Be 0 -Because ($run.Output + $run.Error)
        $film = ffprobe -v error -show_entries stream=codec_type:format=duration -of json film.mp4 | ConvertFrom-Json
        $film.streams.codec_type | Sort-Object | Should -Be 'audio', 'video'
        $one = (ffprobe -v error -show_entries format=duration -of json film/shot-001.mp4 | ConvertFrom-Json).format.duration
        [double]$film.format.duration | Should -BeGreaterThan (5 * $one - 0.5)
        [double]$film.format.duration | Should -BeLessThan (5 * $one + 0.5)
        'film.html' | Should -Exist
        (Get-ServerJob).Prompt | Sort-Object | Should -Be ((Import-Csv storyboard.csv).Prompt | Sort-Object)
    }

    It 'begins a continued shot with the last frame of the shot before it' {
        $null = Invoke-Film

        $bodies = Get-ServerRequest 'POST */v2/generations' | ForEach-Object { $_.Body | ConvertFrom-Json }
        ($bodies | Where-Object { $_.parameters.guidances.start_frame }).parameters.prompt | Sort-Object | Should -Be (Import-Csv storyboard.csv | Where-Object Continue -EQ 'true' | ForEach-Object Prompt | Sort-Object)
    }

    It 'is killed in the middle, and the next run does what is left and pays nothing twice' {
        $null = Invoke-Film -Options @{ During = { $null = Wait-ServerRequest 'POST */v2/generations' -Count 4 }; Kill = $true }

        (Invoke-Film).ExitCode | Should -Be 0
        (Invoke-Film).ExitCode | Should -Be 0

        Get-ServerJob | Should -HaveCount 5
        'film.mp4' | Should -Exist
    }

    It 'checks the storyboard and its cost before the first cent: <Why>' -ForEach @(
        @{ Why = 'a length that is not allowed'; Break = { (Get-Content storyboard.csv) -replace ',4,', ',3,' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'an unknown column'; Break = { 'Prompt,Mood', 'a fox,dark' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'a first shot that continues another one'; Break = { 'Prompt,Continue', 'a fox,true' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'no rows'; Break = { 'Prompt' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'a cost above -MaxCost'; Break = { }; More = '-MaxCost', '3' }
    ) {
        . $Break

        $run = Invoke-Film $More

        $run.ExitCode | Should -Be 2 -Because ($run.Output + $run.Error)
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'ends with 1 when a shot fails, and says which is missing' {
        (Get-Content storyboard.csv) -replace 'An owl watches', '[[fails]] An owl watches' | Set-Content storyboard.csv

        $run = Invoke-Film

        $run.ExitCode | Should -Be 1
        $run.Error | Should -Match '1 of 5 shots are missing: 3'
        'film.mp4' | Should -Not -Exist
    }
}
