using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Statuses as a filter. A status that does not exist is an error: it would find nothing in silence.</summary>
internal static class StatusFilter
{
    /// <exception cref="InvalidRequestException">One matches no known status.</exception>
    public static void Require(IReadOnlyList<string> given, IReadOnlyList<string> known)
    {
        foreach (var status in given)
        {
            if (!known.Any(new NamePattern(status).Matches))
            {
                throw SettingValue.NotAllowed("Status", status, FaultText.AllowedWords(known));
            }
        }
    }
}
