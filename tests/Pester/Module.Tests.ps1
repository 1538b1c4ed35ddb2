# The module as it is installed.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    $manifest = Resolve-Path "$PSScriptRoot/../../artifacts/module/Seedance/Seedance.psd1"
}

AfterAll { Stop-Workplace }

Describe 'The module' {
    BeforeEach { Reset-Workplace }

    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest $manifest -ErrorAction Stop).ExportedCmdlets.Count | Should -BeGreaterThan 0
    }

    It 'has the version that the repository names once' {
        (Get-Module Seedance).Version | Should -Be ([xml](Get-Content "$PSScriptRoot/../../Directory.Build.props" -Raw)).SelectSingleNode('//Version').InnerText
    }

    It 'exports every cmdlet that is built, and no other' {
        $exported = (Get-Module Seedance).ExportedCmdlets.Keys | Sort-Object
        $built = (Get-Command -Module Seedance.PowerShell, Seedance).Name | Sort-Object -Unique
        $classes = Get-ChildItem "$PSScriptRoot/../../src/Seedance.PowerShell" -Filter *.cs -Recurse | Select-String '^\[Cmdlet\(' -CaseSensitive

        $exported | Should -BeExactly $built
        $exported | Should -HaveCount @($classes).Count
    }

    It 'has only its own assemblies beside it, and the library that reads media in a folder of its own' {
        $bin = "$((Get-Module Seedance).ModuleBase)/bin/Core"

        (Get-ChildItem $bin -File).Name | Sort-Object | Should -Be 'Seedance.dll', 'Seedance.PowerShell.dll', 'Seedance.Sandbox.dll'
        (Get-ChildItem $bin/MediaProbe -File).Name | Sort-Object | Should -Be 'MetadataExtractor.dll', 'Seedance.MediaProbe.dll', 'XmpCore.dll'
    }

    It 'uses approved verbs' {
        (Get-Command -Module Seedance).Verb | Should -BeIn (Get-Verb).Verb
    }

    It 'has an about topic' {
        Get-Help about_Seedance | Out-String | Should -Match 'Get-ChildItem \*\.png \| New-SeedanceVideo'
    }

    It 'can be imported again with -Force, and the connection works on' {
        Import-Module $manifest -Force

        { 'a fox' | New-SeedanceVideo -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is found by its name in another PowerShell, without an import' {
        $run = Invoke-Pwsh -Command 'Connect-Seedance -Sandbox; (New-SeedanceVideo "a fox" -Wait).Status'

        $run.Error | Should -BeNullOrEmpty
        $run.Output.Trim() | Should -Be 'Complete'
    }
}

Describe 'The source' {
    It 'of the client names no cmdlet' {
        Get-ChildItem "$PSScriptRoot/../../src/Seedance" -Filter *.cs -Recurse | Select-String '[A-Z][a-z]+-Seedance' -CaseSensitive | Should -BeNullOrEmpty
    }

    It 'has no file of more than 300 lines' {
        Get-ChildItem "$PSScriptRoot/../../src" -Filter *.cs -Recurse | Where-Object { [IO.File]::ReadAllLines($_.FullName).Length -gt 300 } | Should -BeNullOrEmpty
    }
}
