namespace Seedance.Help;

/// <summary>Where Get-Help -Online leads. The only place that knows the address of the repository.</summary>
/// <remarks>
/// It is the first related link of each cmdlet and not the HelpUri of its attribute, which Get-Help would prefer:
/// attributes need the address 24 times, and PowerShell reads them at each import, but the help file only for help.
/// </remarks>
internal static class OnlineHelp
{
    private const string Pages = "https://github.com/seedance-powershell/seedance/blob/main/docs/cmdlets/";

    public static string AddressOf(string cmdlet) => $"{Pages}{cmdlet}.md";
}
