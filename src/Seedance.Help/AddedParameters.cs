namespace Seedance.Help;

/// <summary>The parameters that PowerShell adds to a cmdlet that changes something or returns pages.</summary>
internal static class AddedParameters
{
    private static readonly Dictionary<string, string> _descriptions = new()
    {
        ["Confirm"] = "Prompts you for confirmation before running the cmdlet.",
        ["WhatIf"] = "Shows what would happen if the cmdlet runs. The cmdlet is not run.",
        ["First"] = "Gets only this number of objects.",
        ["Skip"] = "Ignores this number of objects and then gets the rest.",
        ["IncludeTotalCount"] = "PowerShell adds this parameter. The service does not report a total count, so it has no effect.",
    };

    public static bool Contains(string name) => _descriptions.ContainsKey(name);

    public static string DescriptionOf(string name) => _descriptions[name];
}
