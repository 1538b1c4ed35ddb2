using System.Management.Automation;

namespace Seedance.Host;

/// <summary>An error as a person reads it: what failed, why, where, and what to do next.</summary>
internal static class ErrorText
{
    public static string Of(ErrorRecord error)
    {
        // What a native program wrote to its stderr is its own text.
        if (error.FullyQualifiedErrorId is "NativeCommandError" or "NativeCommandErrorMessage")
            return error.Exception.Message;

        var lines = new List<string> { Headline(error) };
        if (Position(error.InvocationInfo) is { } position)
            lines.Add(position);
        if (error.ErrorDetails?.RecommendedAction is { Length: > 0 } action)
            lines.Add("  → " + action);
        return string.Join(Environment.NewLine, lines);
    }

    private static string Headline(ErrorRecord error)
    {
        var message = error.ErrorDetails?.Message is { Length: > 0 } details ? details : error.Exception.Message;
        return error.InvocationInfo?.MyCommand is { CommandType: CommandTypes.Cmdlet or CommandTypes.Function, Name: { Length: > 0 } command }
            ? $"{command}: {message}"
            : $"Error: {message}";
    }

    private static string? Position(InvocationInfo? invocation) =>
        invocation is { ScriptName.Length: > 0 }
            ? $"  at {invocation.ScriptName}:{invocation.ScriptLineNumber}: {invocation.Line.Trim()}"
            : null;
}
