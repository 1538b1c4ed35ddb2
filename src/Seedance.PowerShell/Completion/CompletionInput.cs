using System.Collections;
using System.Management.Automation.Language;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Completion;

/// <summary>What is completed.</summary>
internal sealed record CompletionInput(CompletionWord Word, string Parameter, CommandAst Command, IDictionary Bound)
{
    /// <summary>Whether the command gets its input from another one.</summary>
    public bool IsPiped => Command.Parent is PipelineAst pipeline && !ReferenceEquals(pipeline.PipelineElements[0], Command);

    /// <summary>The value of another parameter, as far as it can be known before the command runs; null when it was not typed.</summary>
    public object? ValueOf(string parameter) => Bound[parameter] is { } value ? Value.Unwrap(value) : null;

    /// <summary>The text of another parameter; empty when it was not typed.</summary>
    public string TextOf(string parameter) => Value.Describe(ValueOf(parameter) ?? string.Empty);

    /// <summary>Whether a parameter is typed by its name or by one of its aliases.</summary>
    public bool IsNamed(params string[] names) =>
        Command.CommandElements.OfType<CommandParameterAst>().Any(typed => names.Any(name => name.StartsWith(typed.ParameterName, StringComparison.OrdinalIgnoreCase)));
}
