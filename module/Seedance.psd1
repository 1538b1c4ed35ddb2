@{
    # No psm1 and no load context: the edition picks the binary.
    RootModule           = "bin/$PSEdition/Seedance.PowerShell.dll"
    ModuleVersion        = '{version}'
    GUID                 = '3c0f3c0e-5a0e-4b7e-9c0a-6d1f4b8f2a57'
    Author               = '{authors}'
    CompanyName          = 'Community'
    Copyright            = '{copyright}'
    Description          = '{description}'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = 'Desktop', 'Core'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess     = @('Seedance.Format.ps1xml')
    # A list of constants; statements in @( ) would be compiled at each import.
    CmdletsToExport      = 'Connect-Seedance', 'Disconnect-Seedance', 'Get-SeedanceConnection',
        'New-SeedanceRequest', 'Test-SeedanceRequest', 'ConvertTo-SeedanceJson', 'ConvertFrom-SeedanceJson',
        'Add-SeedanceStartFrame', 'Add-SeedanceEndFrame',
        'Add-SeedanceImageReference', 'Add-SeedanceVideoReference', 'Add-SeedanceAudioReference',
        'Send-SeedanceMedia', 'Get-SeedanceMedia', 'Remove-SeedanceMedia',
        'New-SeedanceVideo', 'Save-SeedanceVideo', 'Join-SeedanceVideo', 'Export-SeedanceFrame', 'Export-SeedanceGallery',
        'Get-SeedanceGeneration', 'Wait-SeedanceGeneration', 'Resume-SeedanceGeneration', 'Remove-SeedanceGeneration',
        'Get-SeedanceJob', 'Remove-SeedanceJob',
        'Measure-SeedanceCost', 'Get-SeedanceUsage', 'Get-SeedanceModel',
        'Get-SeedanceAccount'
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = 'Seedance', 'Leonardo', 'Video', 'AI', 'Generation', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            ProjectUri   = '{projectUrl}'
            LicenseUri   = '{sourceUrl}/LICENSE'
            # The text itself is in the package; here, PowerShell would read it at each import.
            ReleaseNotes = '{sourceUrl}/CHANGELOG.md'
        }
    }
}
