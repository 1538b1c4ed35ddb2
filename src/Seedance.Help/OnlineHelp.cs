using System.Reflection;

namespace Seedance.Help;

/// <summary>Where Get-Help -Online leads: the page of a cmdlet in the repository, whose address is in Directory.Build.props.</summary>
/// <remarks>
/// It is the first related link of each cmdlet and not the HelpUri of its attribute, which Get-Help would prefer:
/// attributes need the address 24 times, and PowerShell reads them at each import, but the help file only for help.
/// </remarks>
internal static class OnlineHelp
{
    private static readonly string _source = typeof(OnlineHelp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SourceUrl").Value!;

    public static string AddressOf(string cmdlet) => $"{_source}/docs/cmdlets/{cmdlet}.md";
}
