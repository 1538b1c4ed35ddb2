# What dotnet run starts: runs a script of the current folder, or else of this one, with the staged module installed.
$name = $args[0]
$arguments = @($args | Select-Object -Skip 1)
$script = $name, "$PSScriptRoot/$name" | Where-Object { $name -and (Test-Path -LiteralPath $_ -PathType Leaf) } | Select-Object -First 1
if (-not $script) {
    [Console]::Error.WriteLine("There is no script '$name', neither in $PWD nor in $PSScriptRoot. Usage: dotnet run --project examples -- quickstart.ps1")
    exit 1
}

$env:PSModulePath = (Resolve-Path "$PSScriptRoot/../artifacts/module").Path + [IO.Path]::PathSeparator + $env:PSModulePath
& (Resolve-Path -LiteralPath $script).Path @arguments
exit $LASTEXITCODE
