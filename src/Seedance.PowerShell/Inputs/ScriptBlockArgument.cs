using System.Collections.ObjectModel;
using System.Management.Automation;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Runs a script block that was given for a parameter, with the input as $_.</summary>
internal static class ScriptBlockArgument
{
    /// <returns>What the block returns: one object, or an array of several.</returns>
    /// <exception cref="InvalidRequestException">It throws or writes an error, or returns nothing.</exception>
    public static object Evaluate(string parameter, ScriptBlock script, object? input)
    {
        var results = Run(parameter, script, input);
        object value = results.Count == 1 ? results[0] : results.ToArray();
        return Value.IsEmpty(value) ? throw Failed(parameter, script, ModuleMessages.ScriptBlockReturnsNothing(parameter)) : value;
    }

    private static Collection<PSObject> Run(string parameter, ScriptBlock script, object? input)
    {
        try
        {
            // Otherwise PowerShell writes an error of the block past the pipeline, where neither 2>&1 nor -ErrorAction reaches it.
            return script.InvokeWithContext(null, [new PSVariable("_", input), new PSVariable("ErrorActionPreference", ActionPreference.Stop)]);
        }
        catch (RuntimeException failure) when (!ControlFlow.Is(failure))
        {
            throw Failed(parameter, script, ModuleMessages.ScriptBlockFailed(parameter, failure.ErrorRecord));
        }
    }

    private static InvalidRequestException Failed(string parameter, ScriptBlock script, string message) =>
        new([new RequestFault { Parameter = parameter, Value = script.ToString(), Message = message, Allowed = string.Empty, Suggestion = Recommendations.FixScriptBlock }]);
}
