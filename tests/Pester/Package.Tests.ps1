# The package as it is built, published, installed and used.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    Reset-Workplace
    $repository = (Resolve-Path "$PSScriptRoot/../..").Path
    $builds = [IO.Directory]::CreateTempSubdirectory('seedance-package-').FullName
    # All builds share one compiler process, which AfterAll ends. Without it the compiler would start twenty times.
    $compiler = "seedance-$PID"

    # Packs or installs the sources in a folder, with all that is built in another, and returns the package. Analyzers change nothing in it.
    function New-Package([string] $Source, [string] $Artifacts, [string] $Target = 'Pack', [string] $Option) {
        # What the test runner told its own MSBuild must not reach this one.
        $inherited = Get-Item env:MSBuild* -ErrorAction Ignore
        $inherited | ForEach-Object { Remove-Item "env:$($_.Name)" }
        try { $log = dotnet build "$Source/src/Seedance.Package" --configuration Release "-t:$Target" "-p:ArtifactsPath=$Artifacts" -p:RunAnalyzers=false -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler" $Option 2>&1 }
        finally { $inherited | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value } }
        if ($LASTEXITCODE) { throw "dotnet build -t:$Target ended with ${LASTEXITCODE}:`n$($log -join "`n")" }
        Get-Item "$Artifacts/Seedance.*.nupkg"
    }

    $package = New-Package $repository "$builds/artifacts"
    $content = "$builds/content"
    [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $content)
    $manifest = Test-ModuleManifest $content/Seedance.psd1
    $nuspec = ([xml](Get-Content $content/Seedance.nuspec -Raw)).package.metadata
    # The dlls of others, and the versions of their packages.
    $dlls = Get-ChildItem $content/bin -Filter *.dll -Recurse | Where-Object Name -NotLike 'Seedance*'
    $bom = (Get-Content $content/bom.json -Raw | ConvertFrom-Json).components | Where-Object scope -EQ required
}

AfterAll {
    Stop-Workplace
    Get-Process VBCSCompiler -ErrorAction Ignore | Where-Object CommandLine -Match "pipename:`"?$compiler" | Stop-Process
    if ($builds) { Remove-Item $builds -Recurse -Force }
}

Describe 'The package' -Tag Slow {
    It 'has the same bytes when it is built again, in another folder' {
        $copy = New-Item -ItemType Directory "$builds/a copy"
        Get-ChildItem $repository -Force -Exclude .git, artifacts | Where-Object Name -In .config, src, module, .editorconfig, CHANGELOG.md, Directory.Build.props, Directory.Packages.props, LICENSE |
            Copy-Item -Destination $copy -Recurse

        $again = New-Package $copy "$copy/artifacts"

        (Get-FileHash $again).Hash | Should -BeExactly (Get-FileHash $package).Hash
    }

    It 'has the files of the staged module, what is in it, and nothing else' {
        $staged = (Get-Module Seedance).ModuleBase
        $expected = Get-ChildItem $staged -File -Recurse | ForEach-Object { [IO.Path]::GetRelativePath($staged, $_.FullName) }
        $packed = Get-ChildItem $content -File -Recurse | ForEach-Object { [IO.Path]::GetRelativePath($content, $_.FullName) } | Where-Object { $_ -notmatch '^(_rels|package)/|^\[Content_Types\]' }

        $packed | Sort-Object | Should -Be (@($expected) + 'bom.json' + 'Seedance.nuspec' | Sort-Object)
    }

    It 'says in the manifest and to the Gallery what it is, where it comes from and what is new' {
        $changes = (Get-Content $repository/CHANGELOG.md -Raw) -split '(?m)^## ' | Where-Object { $_ -match "^\[($([regex]::Escape($manifest.Version))|Unreleased)\]" } | Select-Object -Last 1
        $notes = $changes.Substring($changes.IndexOf("`n")).Trim()
        $data = $manifest.PrivateData.PSData

        $data.ReleaseNotes | Should -BeExactly "$($data.ProjectUri)/blob/main/CHANGELOG.md"
        $nuspec.releaseNotes | Should -BeExactly $notes
        $nuspec.version | Should -BeExactly "$($manifest.Version)"
        $nuspec.description | Should -BeExactly $manifest.Description
        $nuspec.projectUrl | Should -BeExactly $data.ProjectUri
        $nuspec.licenseUrl | Should -BeExactly $data.LicenseUri
        $nuspec.tags -split ' ' | Should -Be (@('PSModule') + $data.Tags)
    }

    It 'has the license and the notices of all that others made' {
        Get-Content $content/LICENSE.txt -Raw | Should -BeExactly (Get-Content $repository/LICENSE -Raw)
        $notices = Get-Content $content/THIRD-PARTY-NOTICES.txt -Raw
        foreach ($component in $bom) { $notices | Should -Match "(?m)^  $([regex]::Escape($component.name)) $([regex]::Escape($component.version))( |\r?$)" }
    }

    It 'lists in bom.json exactly the packages whose dlls it has' {
        $bom.name | Sort-Object | Should -Be ($dlls.BaseName | Sort-Object -Unique)
        $bom | ForEach-Object { $_.hashes.content | Should -Match '^[0-9A-F]{128}$' -Because $_.name }
    }

    It 'contains no path of the machine that built it' {
        $paths = foreach ($file in Get-ChildItem $content -File -Recurse) {
            $text = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName))
            foreach ($path in $repository, $builds, [Environment]::GetFolderPath('UserProfile')) { if ($text.Contains("$path/")) { "$($file.Name): $path" } }
        }
        $paths | Should -BeNullOrEmpty
    }
}

Describe 'The package in a repository' -Tag Slow {
    BeforeAll {
        $user = New-Item -ItemType Directory "$builds/user"
        $null = New-Item -ItemType Directory "$builds/gallery"
        # A user without any modules and settings, whose repository is a folder.
        $settings = @{ HOME = "$user"; XDG_DATA_HOME = "$user/.local/share"; PSModulePath = ''; LOCALAPPDATA = "$user"; USERPROFILE = "$user" }
        $install = Invoke-Pwsh -Environment $settings -Command @"
            `$ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name folder -Uri '$builds/gallery' -Trusted
            Publish-PSResource -NupkgPath '$package' -Repository folder
            (Find-PSResource Seedance -Repository folder).Version.ToString()
            Install-PSResource Seedance -Repository folder
"@
    }

    It 'is published, found and installed' {
        $install.Error | Should -BeNullOrEmpty
        $install.ExitCode | Should -Be 0
        $install.Output.Trim() | Should -Be $manifest.Version
    }

    It 'passes the test that the workflows make of it' {
        $steps = @(
            "& '$repository/tests/Package/Install-Package.ps1' -Folder '$($package.DirectoryName)' -ModulePath '$builds/modules'"
            "& '$repository/tests/Package/Test-Package.ps1' -ModulePath '$builds/modules' -PowerShell $($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)"
        )

        foreach ($step in $steps) {
            $run = Invoke-Pwsh -Environment $settings -Command "$step; exit `$LASTEXITCODE"
            $run.ExitCode | Should -Be 0 -Because $run.Output
            $run.Output | Should -Not -Match 'FAILED'
        }
        $run.Output | Should -MatchExactly '(?m)^Jobs: Saved\r?$'

        $old = Invoke-Pwsh -Environment $settings -Command "& '$repository/tests/Package/Test-Package.ps1' -ModulePath '$builds/modules' -PowerShell 5.0; exit `$LASTEXITCODE"
        $old.ExitCode | Should -Be 1
        $old.Output | Should -MatchExactly "FAILED: PowerShell: PowerShell is '7"
    }

    It 'runs the examples of the README in a new PowerShell that has no other module path' {
        Reset-Workplace -NoConnect
        New-TestImage fox.png, den.png
        New-TestAudio song.wav
        $examples = [regex]::Matches((Get-Content $repository/README.md -Raw), '(?ms)^```powershell\r?\n(.+?)^```') | ForEach-Object { $_.Groups[1].Value }
        if (-not (Get-Command ffmpeg -ErrorAction Ignore)) { $examples = $examples -notmatch 'Join-SeedanceVideo' }
        @($examples) + "'Module: ' + (Get-Module Seedance).ModuleBase" | Set-Content readme.ps1

        $run = Invoke-Pwsh -File readme.ps1 -Environment ($settings + @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri })

        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Match "Module: .*Modules/Seedance/$($manifest.Version)"
        @($examples).Count | Should -BeGreaterOrEqual 5
        (Get-TestFile *.mp4).Count | Should -BeGreaterOrEqual (Get-ServerJob).Count
    }
}

Describe 'build.ps1' {
    It 'shows the dotnet command of each task, and runs none of them with -WhatIf' {
        $run = Invoke-Pwsh -Command "& '$repository/build.ps1' -Task Build, Test, Docs, Package, Install -Configuration Release -ModulesPath ./modules -WhatIf"

        $run.Error | Should -BeNullOrEmpty
        $commands = [regex]::Matches($run.Output, '"(dotnet [^"]+)"').ForEach({ $_.Groups[1].Value })
        $commands | Should -Be @(
            'dotnet build --configuration Release'
            'dotnet test --configuration Release'
            'dotnet build src/Seedance.Help --configuration Release -t:UpdatePages'
            'dotnet pack src/Seedance.Package'
            "dotnet build src/Seedance.Package --configuration Release -t:Install -p:ModulesPath=$((Get-Location).ProviderPath)/modules"
        )
    }

    It 'has help for each task and parameter' {
        $help = Get-Help $repository/build.ps1 -Full

        foreach ($task in 'Build', 'Test', 'Docs', 'Package', 'Install') { $help.description.Text -join "`n" | Should -Match "(?m)^ *$task " }
        foreach ($parameter in $help.parameters.parameter | Where-Object Name -NotIn WhatIf, Confirm) { $parameter.description.Text | Should -Not -BeNullOrEmpty -Because $parameter.name }
        $help.examples.example.Count | Should -BeGreaterOrEqual 4
    }

    It 'installs the package, and what only a package needs stays in it' {
        Reset-Workplace
        $installed = "$((Get-Location).ProviderPath)/modules"

        $null = New-Package $repository "$builds/artifacts" -Target Install "-p:ModulesPath=$installed"

        $files = Get-ChildItem $installed -File -Recurse | ForEach-Object { [IO.Path]::GetRelativePath("$installed/Seedance/$($manifest.Version)", $_.FullName) }
        $staged = (Get-Module Seedance).ModuleBase
        $expected = Get-ChildItem $staged -File -Recurse | ForEach-Object { [IO.Path]::GetRelativePath($staged, $_.FullName) }
        $files | Sort-Object | Should -Be (@($expected) + 'bom.json' | Sort-Object)
    }
}
