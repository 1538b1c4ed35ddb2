# What other users of the machine, and whoever gets a file from the user, can see. docs/security.md lists all threats.
BeforeDiscovery {
    $noFFmpeg = -not ((Get-Command ffmpeg -ErrorAction Ignore) -and (Get-Command ffprobe -ErrorAction Ignore))
}

BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
    $repository = (Resolve-Path "$PSScriptRoot/../..").Path
    $mask = if (-not $IsWindows) { Add-Type -Namespace Seedance.Tests -Name Umask -MemberDefinition '[DllImport("libc", EntryPoint = "umask")] public static extern int Set(int mask);' -PassThru }

    # Runs a script under a umask, which is that of the entire process.
    function Invoke-WithUmask([string] $Umask, [scriptblock] $Script) {
        $before = $mask::Set([Convert]::ToInt32($Umask, 8))
        try { & $Script } finally { $null = $mask::Set($before) }
    }

    # The permissions of a file or folder as chmod takes them.
    function Get-Mode([string] $Path) { [Convert]::ToString([int][IO.File]::GetUnixFileMode($Path), 8) }
}

AfterAll { Stop-Workplace }

Describe 'The data folder' -Skip:$IsWindows {
    BeforeEach { Reset-Workplace }

    It 'is for its user only, with every folder and file in it, under umask <_>' -ForEach '000', '022', '077' {
        New-TestImage fox.png
        $env:SEEDANCE_HOME = Join-Path $env:SEEDANCE_HOME 'of this user'
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -SkipCheck

        Invoke-WithUmask $_ {
            # Journal, uploads, the account of the key, a lease, a lock, and what counts although it was removed.
            $null = Get-Item fox.png | New-SeedanceVideo -JobName trailer -Destination ./videos
            Get-SeedanceJob | Remove-SeedanceJob
            $null = New-SeedanceVideo 'an owl' -Wait
        }

        $entries = Get-ChildItem $env:SEEDANCE_HOME -Recurse -Force
        ($entries | Where-Object PSIsContainer).Name | Should -Contain 'removed'
        $entries | Where-Object Name -Like *.json | Should -HaveCount 2
        foreach ($entry in @($entries) + (Get-Item $env:SEEDANCE_HOME), (Get-Item $env:SEEDANCE_HOME).Parent) {
            Get-Mode $entry.FullName | Should -Be ($entry -is [IO.DirectoryInfo] ? 700 : 600) -Because $entry.FullName
        }
    }

    It 'keeps the permissions that the user gave it' {
        $null = New-Item -ItemType Directory $env:SEEDANCE_HOME
        chmod 750 $env:SEEDANCE_HOME

        $null = New-SeedanceVideo 'a fox'

        Get-Mode $env:SEEDANCE_HOME | Should -Be 750
        Get-ChildItem $env:SEEDANCE_HOME -Directory | ForEach-Object { Get-Mode $_.FullName } | Should -Be 700, 700, 700
    }
}

Describe 'What is saved for the user' -Skip:$IsWindows {
    BeforeEach { Reset-Workplace }

    It 'has the permissions of umask <Umask>: video, .json file, poster and page' -ForEach @(
        @{ Umask = '022'; File = 644; Folder = 755 }
        @{ Umask = '027'; File = 640; Folder = 750 }
        @{ Umask = '077'; File = 600; Folder = 700 }
    ) {
        Invoke-WithUmask $Umask {
            New-SeedanceVideo 'a fox' -Wait | Save-SeedanceVideo -Destination ./videos/fox.mp4 -Poster
            $null = Export-SeedanceGallery ./videos -Destination ./videos/gallery.html
        }

        Get-TestFile | Should -BeExactly 'videos/fox.jpg', 'videos/fox.mp4', 'videos/fox.mp4.json', 'videos/gallery.html'
        Get-TestFile | ForEach-Object { Get-Mode "$PWD/$_" } | Should -Be $File, $File, $File, $File
        Get-Mode "$PWD/videos" | Should -Be $Folder
    }

    It 'is never written through a link that somebody has made in a shared folder' {
        Set-Content victim.txt 'mine' -NoNewline
        $null = New-Item -ItemType Directory shared
        $null = [IO.File]::CreateSymbolicLink("$PWD/shared/fox.mp4.partial", "$PWD/victim.txt")
        $null = [IO.File]::CreateSymbolicLink("$PWD/shared/owl.mp4.json", "$PWD/missing.json")

        $problem = Get-OnlyError { 'fox', 'owl' | New-SeedanceVideo -Destination './shared/{prompt}.mp4' -WarningAction SilentlyContinue }

        Assert-Error $problem -Id SaveFailed -Category WriteError
        "$problem" | Should -MatchExactly 'fox\.mp4\.partial is a link'
        Get-Content victim.txt -Raw | Should -BeExactly 'mine'
        'missing.json' | Should -Not -Exist
    }
}

Describe 'The list of videos for ffmpeg' -Skip:($IsWindows -or $noFFmpeg) {
    BeforeEach { Reset-Workplace }

    It 'is for its user only, because the folder for temporary files is for all' {
        New-TestVideo a.mp4, b.mp4
        $null = New-Item -ItemType Directory bin
        Set-Content bin/ffmpeg "#!/bin/sh`nprevious=; for next; do [ `"`$previous`" = -i ] && stat -c %a `"`$next`" >> '$PWD/modes.txt'; previous=`$next; done; exec '$((Get-Command ffmpeg).Source)' `"`$@`""
        Copy-Item (Get-Command ffprobe).Source bin
        chmod 755 bin/ffmpeg

        $null = Invoke-WithUmask 022 { Join-SeedanceVideo a.mp4, b.mp4 -Destination film.mp4 -FFmpegPath bin }

        Get-Content modes.txt | Should -Be 600
    }
}

Describe 'The .json file beside a video that is passed on' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'names local files without their folders, and no folder of this machine' {
        $null = New-SeedanceVideo 'Image 1 meets Image 2' -ImageReference fox.png, owl.png -JobName trailer -Destination ./videos/fox.mp4

        $text = Get-Content videos/fox.mp4.json -Raw
        $details = ConvertFrom-Json $text
        $details.sourcePath, $details.media[0].file, $details.media[1].file, $details.references.'Image 2' | Should -BeExactly 'fox.png', 'fox.png', 'owl.png', 'owl.png'
        foreach ($folder in (Get-Location).ProviderPath, $env:SEEDANCE_HOME, [IO.Path]::GetTempPath(), $HOME) { $text | Should -Not -Match (Literal $folder.TrimEnd('/', '\')) }
    }

    It 'has no folder of a generation that was not submitted from here' {
        $video = Get-Item fox.png | New-SeedanceVideo -Wait
        Get-SeedanceJob | Remove-SeedanceJob -Force

        $null = $video | Save-SeedanceVideo -Destination ./videos/fox.mp4

        (Get-Content videos/fox.mp4.json -Raw | ConvertFrom-Json).sourcePath | Should -BeExactly 'fox.png'
    }

    It 'still makes the video again: the journal knows where its files are' {
        $null = New-SeedanceVideo 'A fox runs' -StartFrame fox.png -Destination ./videos/fox.mp4
        Set-Location (New-Item -ItemType Directory elsewhere)

        $null = Get-Content ../videos/fox.mp4.json -Raw | ConvertFrom-SeedanceJson | New-SeedanceVideo

        $bodies = (Get-ServerJob).Body | ForEach-Object { ConvertTo-Json $_ -Depth 20 }
        $bodies | Should -HaveCount 2
        $bodies[1] | Should -BeExactly $bodies[0]
    }

    It 'finds its files in the current folder when the journal does not know the job' {
        $null = New-SeedanceVideo 'A fox runs' -StartFrame fox.png -Destination ./videos/fox.mp4
        Get-SeedanceJob | Remove-SeedanceJob -Force

        (Get-Content videos/fox.mp4.json -Raw | ConvertFrom-SeedanceJson).StartFrame.Path | Should -BeExactly "$((Get-Location).ProviderPath)$([IO.Path]::DirectorySeparatorChar)fox.png"

        Set-Location videos
        Assert-Error (Get-OnlyError { Get-Content fox.mp4.json -Raw | ConvertFrom-SeedanceJson }) -Id MissingFile -Category ObjectNotFound
    }
}

Describe 'The form of an upload' {
    BeforeEach { Reset-Workplace }

    It 'is in no stream, no error and no file, although the storage repeats its signature' {
        New-TestImage fox.png, owl.png
        Add-ServerFault 'POST /uploads' -Skip 1 -Status 400 -Body '<Error><Code>EntityTooLarge</Code><Message>Too large</Message><StringToSign>echoed-policy</StringToSign><SignatureProvided>echoed-signature</SignatureProvided></Error>'

        $records = & {
            $ErrorActionPreference = 'Continue'
            'fox.png', 'owl.png' | New-SeedanceVideo -ThrottleLimit 1 -Destination videos -Verbose -Debug
        } *>&1

        $problem = $records | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        Assert-Error $problem -Id MediaRefused -Category InvalidData
        "$problem" | Should -MatchExactly 'EntityTooLarge: Too large'
        $secrets = (Get-ServerUpload).Fields | Where-Object Key -Match 'policy|signature|credential' | ForEach-Object Value
        $secrets | Should -HaveCount 6
        $seen = @(
            "$($problem.Exception)"
            $records | ForEach-Object { "$_"; $_.PSObject.Properties | ForEach-Object { "$($_.Value)" } }
            Get-TestFile | ForEach-Object { Get-Content -LiteralPath $_ -Raw }
            Get-ChildItem $env:SEEDANCE_HOME -File -Recurse -Force | Where-Object { $_.Directory.Name -ne 'running' } | Get-Content -Raw
        ) -join "`n"
        $seen | Should -MatchExactly 'init-image'
        foreach ($secret in @($secrets) + 'echoed-policy', 'echoed-signature') { $seen.Contains($secret) | Should -BeFalse -Because $secret }
    }
}

Describe 'docs/security.md' {
    BeforeAll {
        $page = [IO.File]::ReadAllText("$repository/docs/security.md")
        $rows = @($page -split '\r?\n' -match '^\|' | Select-Object -Skip 2 | ForEach-Object { , ($_.Trim('|') -split '\|') })
    }

    It 'names a guarding test in each row, and every test that it names exists' {
        $rows.Count | Should -BeGreaterThan 10
        $missing = foreach ($row in $rows) {
            $row | Should -HaveCount 3
            # A file, followed by the names of tests in it.
            $file, $text, $count = $null, $null, 0
            foreach ($name in [regex]::Matches($row[2], '`([^`]+)`').ForEach({ $_.Groups[1].Value })) {
                if ($name -match '^tests/') {
                    $file = $name
                    $text = if (Test-Path "$repository/$file") { [IO.File]::ReadAllText("$repository/$file") } else { "$file is missing" }
                    continue
                }
                $count++
                $isThere = if ($file -like '*.ps1') { $text.Contains("It '$($name.Replace("'", "''"))'") } else { $text -match "\bpublic .*\b$name\(" }
                if (-not $isThere) { "${file}: $name" }
            }
            if (-not $count) { "no test: $($row[0])" }
        }
        $missing | Should -BeNullOrEmpty
    }

    It 'is one page, and README, CONTRIBUTING and SECURITY.md lead to it' {
        ($page -split '\n').Count | Should -BeLessOrEqual 60
        foreach ($file in 'README.md', 'CONTRIBUTING.md', 'SECURITY.md') { [IO.File]::ReadAllText("$repository/$file") | Should -MatchExactly '\(docs/security\.md\)' -Because $file }
        foreach ($file in 'README.md', 'CONTRIBUTING.md') { [IO.File]::ReadAllText("$repository/$file") | Should -MatchExactly '\(SECURITY\.md\)' -Because $file }
    }

    It 'has the address for reports that belongs to this repository' {
        $address = ([xml](Get-Content "$repository/Directory.Build.props" -Raw)).SelectSingleNode('//PackageProjectUrl').InnerText

        [IO.File]::ReadAllText("$repository/SECURITY.md") | Should -MatchExactly (Literal "$address/security/advisories/new")
    }
}
