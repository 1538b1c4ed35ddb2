# An example script, run as a user runs it.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    $examples = Resolve-Path "$PSScriptRoot/../../examples"
}

AfterAll { Stop-Workplace }

Describe 'watch-folder.ps1' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
        $null = New-Item -ItemType Directory inbox
        New-TestImage inbox/fox.png, inbox/owl.png
        function Invoke-Watch([string[]] $Arguments = '-Once', [hashtable] $Options = @{}) {
            Invoke-Pwsh -File $examples/watch-folder.ps1 -ArgumentList (@('-Folder', 'inbox', '-Destination', 'videos', '-Interval', '0.2') + $Arguments) -Environment $account @Options
        }
    }

    It 'makes a video of each image once, also when it is started again' {
        (Invoke-Watch).ExitCode | Should -Be 0
        New-TestImage inbox/hare.png
        (Invoke-Watch).ExitCode | Should -Be 0

        Get-TestFile *.mp4 | Should -HaveCount 3
        Get-ServerJob | Should -HaveCount 3
    }

    It 'takes an image that appears later, and ends when nothing does for a while' {
        $run = Invoke-Watch '-Idle', '0.1' @{ During = { Wait-ServerRequest 'GET /videos/*' -Count 2; New-TestImage inbox/hare.png } }

        $run.ExitCode | Should -Be 0 -Because $run.Error
        Get-TestFile *.mp4 | Should -HaveCount 3
        Get-ServerJob | Should -HaveCount 3
    }

    It 'leaves a file alone that is still being written' {
        New-TestImage hare.png
        $bytes = [IO.File]::ReadAllBytes("$PWD/hare.png")
        $file = [IO.File]::Open("$PWD/inbox/hare.png", 'Create', 'Write', 'None')
        try {
            $file.Write($bytes, 0, 40)
            $file.Flush()
            (Invoke-Watch).ExitCode | Should -Be 0
            Get-TestFile *.mp4 | Should -HaveCount 2
            $file.Write($bytes, 40, $bytes.Length - 40)
        }
        finally { $file.Dispose() }

        (Invoke-Watch).ExitCode | Should -Be 0
        Get-TestFile *.mp4 | Should -HaveCount 3
    }

    It 'ends with 1 when an image fails, and makes the videos of the others' {
        Set-Content inbox/bad.png 'This is not an image.'
        'A fox [[fails]]' | Set-Content inbox/fox.txt

        $run = Invoke-Watch

        $run.ExitCode | Should -Be 1
        Get-TestFile *.mp4 | Should -BeLike 'videos/owl-*'
    }

    It 'is killed in the middle, and is started again without paying twice' {
        Add-ServerFault 'GET /api/rest/v1/generations' -Hang -Times 1000
        Invoke-Watch '-Once' @{ Kill = $true; During = { Wait-ServerRequest 'POST */v2/generations' -Count 2; Wait-ServerRequest 'GET */v1/generations*' } }
        Clear-ServerFault

        (Invoke-Watch).ExitCode | Should -Be 0

        Get-TestFile *.mp4 | Should -HaveCount 2
        Get-ServerJob | Should -HaveCount 2
    }
}
