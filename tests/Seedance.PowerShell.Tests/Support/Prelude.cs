namespace Seedance.PowerShell.Tests;

/// <summary>The host's prelude: Get-ChildItem and its like for an engine that comes without Microsoft.PowerShell.Management.</summary>
internal static class Prelude
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(StagedModule.Repository, "src/Seedance.Host/Prelude.ps1"));
}
