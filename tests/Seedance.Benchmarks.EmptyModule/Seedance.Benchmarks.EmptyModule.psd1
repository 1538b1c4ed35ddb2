@{
    RootModule        = 'Seedance.Benchmarks.EmptyModule.dll'
    ModuleVersion     = '1.0'
    GUID              = 'b6a4f5e3-6a0d-4c83-9f0e-6f0d1f1d8c11'
    CmdletsToExport   = 'New-Nothing'
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
