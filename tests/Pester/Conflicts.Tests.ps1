# What other modules have loaded, other versions of this one, and where it is installed.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
    $staged = Resolve-Path "$PSScriptRoot/../../artifacts/module/Seedance"

    # An assembly of another author that has the name of one that the module uses.
    function New-ForeignAssembly([string] $Name, [string] $Version) {
        $file = "$PWD/foreign/$Version/$Name.dll"
        $null = New-Item -ItemType Directory -Force (Split-Path $file)
        $assembly = [Reflection.Emit.PersistedAssemblyBuilder]::new([Reflection.AssemblyName] "$Name, Version=$Version", [object].Assembly)
        $null = $assembly.DefineDynamicModule($Name).DefineType('Foreign.Thing', 'Public').CreateType()
        $assembly.Save($file)
        $file
    }

    # Another version of the module in $PWD/modules: another manifest, and the assembly of the cmdlets has that version too.
    function New-OtherVersion([version] $Version) {
        $folder = "$PWD/modules/Seedance/$Version"
        $null = New-Item -ItemType Directory -Force (Split-Path $folder)
        Copy-Item -LiteralPath $staged $folder -Recurse
        $own = (Get-Module Seedance).Version
        (Get-Content "$folder/Seedance.psd1" -Raw).Replace("'$own'", "'$Version'") | Set-Content "$folder/Seedance.psd1"
        # Its metadata have the version after the algorithm of a hash (SHA-1), and an ID of the build.
        $file = "$folder/bin/Core/Seedance.PowerShell.dll"
        $latin = [Text.Encoding]::Latin1
        $text = $latin.GetString([IO.File]::ReadAllBytes($file))
        $row = { param($v) $latin.GetString([byte[]](4, 0x80, 0, 0, $v.Major, 0, $v.Minor, 0, $v.Build, 0, 0, 0)) }
        $build = (Get-Command New-SeedanceVideo).ImplementingType.Module.ModuleVersionId
        foreach ($change in @((& $row $own), (& $row $Version)), @($latin.GetString($build.ToByteArray()), $latin.GetString((New-Guid).ToByteArray()))) {
            ($text -split $change[0], 0, 'SimpleMatch').Count | Should -Be 2
            $text = $text.Replace($change[0], $change[1])
        }
        [IO.File]::WriteAllBytes($file, $latin.GetBytes($text))
    }

    # Copies the module as it is.
    function Copy-Module([string] $Folder) {
        $null = New-Item -ItemType Directory -Force (Split-Path $Folder)
        Copy-Item -LiteralPath $staged $Folder -Recurse
    }
}

AfterAll { Stop-Workplace }

Describe 'Another assembly with the name of one that the module uses' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png
    }

    It 'does no harm when it is loaded <When> the module: MetadataExtractor, XmpCore, System.Text.Json' -ForEach @(
        @{ When = 'before' }
        @{ When = 'after' }
    ) {
        $files = @(
            New-ForeignAssembly MetadataExtractor 99.0.0.0
            New-ForeignAssembly XmpCore 0.0.1.0
            New-ForeignAssembly Seedance.MediaProbe 99.0.0.0
        )
        # The runtime has its own, so that another module can load another one only beside it.
        $json = New-ForeignAssembly System.Text.Json 99.0.0.0
        $load = @(
            foreach ($file in $files) { "[Reflection.Assembly]::LoadFrom('$file').GetName().Version.Major" }
            "[Reflection.Assembly]::LoadFile('$json').GetName().Version.Major"
        ) -join '; '

        $run = Invoke-Pwsh -Command @"
            $(if ($When -eq 'before') { $load })
            Import-Module Seedance
            $(if ($When -eq 'after') { $load })
            Connect-Seedance -Sandbox
            (Get-Item fox.png | New-SeedanceVideo -Destination videos).Status
            (Get-SeedanceGeneration (Get-SeedanceJob).Id).Status
"@

        $run.Error | Should -BeNullOrEmpty
        $run.Output -split '\s+' -ne '' | Should -BeExactly '99', '0', '99', '99', 'Complete', 'Complete'
        Get-TestFile *.mp4 | Should -HaveCount 1
    }

    It 'is named when it has the name of the module''s own: <Name> <Version>' -ForEach @(
        @{ Name = 'Seedance'; Version = '0.0.1.0' }
        @{ Name = 'Seedance'; Version = '99.0.0.0' }
        @{ Name = 'Seedance.PowerShell'; Version = '99.0.0.0' }
    ) {
        $foreign = New-ForeignAssembly $Name $Version

        $run = Invoke-Pwsh -Command @"
            `$null = [Reflection.Assembly]::LoadFrom('$foreign')
            try { Import-Module Seedance } catch { "`$_" }
            "loaded: `$(@(Get-Module Seedance).Count)"
"@

        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -MatchExactly "^Could not load .*'$Name, Version="
        $run.Output | Should -MatchExactly 'loaded: 0'
    }

    It 'is named when it has the name of the sandbox, and the service can still be used' {
        $foreign = New-ForeignAssembly Seedance.Sandbox 99.0.0.0

        $run = Invoke-Pwsh -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri } -Command @"
            `$null = [Reflection.Assembly]::LoadFrom('$foreign')
            (Get-Item fox.png | New-SeedanceVideo -Destination videos).Status
            try { Connect-Seedance -Sandbox } catch { "`$_" }
"@

        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -MatchExactly "^Complete\s+Could not load .*'Seedance\.Sandbox, Version=99\.0\.0\.0"
        Get-TestFile *.mp4 | Should -HaveCount 1
    }
}

Describe 'Two versions of the module side by side' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png
        $own = (Get-Module Seedance).Version
        Copy-Module "$PWD/modules/Seedance/$own"
        New-OtherVersion 0.0.9
        $modules = @{ PSModulePath = "$PWD/modules" }
    }

    It 'are chosen by -RequiredVersion, each in a process of its own, and share the journal' {
        foreach ($version in $own, '0.0.9') {
            $run = Invoke-Pwsh -Environment ($modules + @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }) -Command @"
                Import-Module Seedance -RequiredVersion $version
                (Get-Command New-SeedanceVideo).ImplementingType.Assembly.GetName().Version.ToString(3)
                (Get-Item fox.png | New-SeedanceVideo -JobName once -Destination videos).Status
                @(Get-SeedanceJob).Count
"@

            $run.Error | Should -BeNullOrEmpty
            $run.Output -split '\s+' -ne '' | Should -BeExactly "$version", 'Complete', '1'
        }

        Get-ServerJob | Should -HaveCount 1
    }

    It 'can not follow one another in one process: the second is an error, and the first still works' {
        $run = Invoke-Pwsh -Environment $modules -Command @"
            Import-Module Seedance -RequiredVersion $own
            Connect-Seedance -Sandbox
            try { Import-Module Seedance -RequiredVersion 0.0.9 } catch { "`$_" }
            '' + (Get-Module Seedance).Version
            (Get-Item fox.png | New-SeedanceVideo -Destination videos).Status
            Remove-Module Seedance
            Import-Module Seedance -RequiredVersion $own
            @(Get-SeedanceJob).Count
"@

        $run.Error | Should -BeNullOrEmpty
        $problem, $version, $status, $jobs = $run.Output -split '\r?\n' -ne ''
        $problem | Should -BeExactly "Could not load file or assembly 'Seedance.PowerShell, Version=0.0.9.0, Culture=neutral, PublicKeyToken=null'. Assembly with same name is already loaded"
        $version, $status, $jobs | Should -BeExactly "$own", 'Complete', '1'
    }
}

Describe 'A module folder' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png
    }

    It 'may have <Name> in its path' -ForEach @(
        @{ Name = 'spaces, quotes and letters of any alphabet'; Folder = "My modules ünï 模块 ' `$a"; Import = 'Import-Module Seedance' }
        # PowerShell finds no module by its name alone below a folder with brackets.
        @{ Name = 'brackets'; Folder = 'modules [x]'; Import = 'Import-Module "$env:MODULE_ROOT/Seedance/Seedance.psd1"' }
    ) {
        $root = Join-Path $PWD $Folder
        Copy-Module "$root/Seedance"

        $run = Invoke-Pwsh -Environment @{ PSModulePath = $root; MODULE_ROOT = $root } -Command @"
            $Import
            Connect-Seedance -Sandbox
            (Get-Item fox.png | New-SeedanceVideo -Destination videos).Status
            (Get-Module Seedance).ModuleBase
            (Get-Help New-SeedanceVideo).Synopsis
            (Get-SeedanceJob | Out-String) -match 'sim \`$2.89'
"@

        $run.Error | Should -BeNullOrEmpty
        $status, $base, $help, $view = $run.Output -split '\r?\n' -ne ''
        $status | Should -BeExactly 'Complete'
        $base | Should -BeExactly (Join-Path $root Seedance)
        $help | Should -BeExactly (Get-Help New-SeedanceVideo).Synopsis
        $view | Should -BeExactly 'True'
    }
}
