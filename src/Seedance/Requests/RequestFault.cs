namespace Seedance;

/// <summary>One thing wrong with a draft.</summary>
/// <param name="Parameter">The parameter at fault, as the cmdlets name it, such as <c>Duration</c>.</param>
/// <param name="Value">The value that was given.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RequestFault(string Parameter, object? Value, string Message);
