using System.Globalization;
using System.Management.Automation;

namespace Seedance.PowerShell.Pipeline;

/// <summary>Reads what a common parameter or a preference variable of the calling scope says.</summary>
internal static class Preferences
{
    /// <summary>Whether verbose output is shown.</summary>
    public static bool IsVerbose(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out var asked) ? ((SwitchParameter)asked).IsPresent : IsShown(cmdlet.GetVariableValue("VerbosePreference"), byDefault: false);

    /// <summary>Whether the command only shows what it would do.</summary>
    public static bool IsWhatIf(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var asked) ? ((SwitchParameter)asked).IsPresent : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether the user may be asked before something of medium impact is done.</summary>
    public static bool MayConfirm(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm")
        || (LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue("ConfirmPreference"), CultureInfo.InvariantCulture, out ConfirmImpact impact) && impact is ConfirmImpact.Low or ConfirmImpact.Medium);

    /// <summary>Whether anybody may see progress.</summary>
    public static bool IsProgressShown(PSCmdlet cmdlet) =>
        IsShown(cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var asked) ? asked : cmdlet.GetVariableValue("ProgressPreference"), byDefault: true)
        && InteractiveHost.Is(cmdlet.Host.Name, Environment.GetCommandLineArgs(), StandardStreams.IsOutputRedirected);

    // In a function's scope a preference variable is whatever the user assigned, mostly text.
    private static bool IsShown(object? preference, bool byDefault) =>
        preference is ActionPreference known || LanguagePrimitives.TryConvertTo(preference, CultureInfo.InvariantCulture, out known) ? known is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore) : byDefault;
}
