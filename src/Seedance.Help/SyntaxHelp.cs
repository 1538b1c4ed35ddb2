namespace Seedance.Help;

/// <summary>One parameter set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">Whether PowerShell uses it when the parameters leave a choice.</param>
/// <param name="Parameters">Its parameters as they are there, in the order in which they are typed.</param>
internal sealed record SyntaxHelp(string Name, bool IsDefault, IReadOnlyList<ParameterHelp> Parameters);
