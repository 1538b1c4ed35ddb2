<#
.SYNOPSIS
    Installs the package of a folder into a folder for modules, as a user does: with PSResourceGet, or by hand in Windows PowerShell.
.DESCRIPTION
    For Windows PowerShell 5.1 and PowerShell 7.4 or later. Ends with exit code 1 when it fails.
.EXAMPLE
    tests/Package/Install-Package.ps1 -Folder artifacts -ModulePath ./modules
#>
param(
    # The folder that has one Seedance.<version>.nupkg.
    [Parameter(Mandatory = $true)]
    [string] $Folder,

    # The folder for modules, which does not exist or is empty.
    [Parameter(Mandatory = $true)]
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
try {
    $packages = @(Get-ChildItem -Path $Folder -Filter Seedance.*.nupkg)
    if ($packages.Count -ne 1) { throw "$Folder has $($packages.Count) packages of Seedance and not one." }
    $package = $packages[0]
    $version = $package.BaseName.Substring('Seedance.'.Length)
    $null = New-Item -ItemType Directory -Path $ModulePath -Force
    if (@(Get-ChildItem -Path $ModulePath).Count) { throw "$ModulePath is not empty." }

    if ($PSVersionTable.PSEdition -eq 'Desktop') {
        # PSResourceGet does not come with Windows PowerShell. A package is a ZIP archive.
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $target = Join-Path (Resolve-Path $ModulePath).ProviderPath "Seedance/$version"
        [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $target)
    }
    else {
        $repository = 'seedance-' + [Guid]::NewGuid().ToString('N')
        Register-PSResourceRepository -Name $repository -Uri $package.DirectoryName -Trusted
        try { Save-PSResource -Name Seedance -Version $version -Repository $repository -Path $ModulePath }
        finally { Unregister-PSResourceRepository -Name $repository }
    }
    "Installed: Seedance $version in $ModulePath"
}
catch {
    "FAILED: $_"
    exit 1
}
