using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>What the command line says of a video. Script blocks are run for each input.</summary>
internal sealed class GivenParameters
{
    private readonly IReadOnlyDictionary<string, object> _values;

    private GivenParameters(IReadOnlyDictionary<string, object> values) => _values = values;

    /// <summary>Whether a script block is among them, which uses the input.</summary>
    public bool HasScriptBlock => _values.Values.Any(IsScriptBlock);

    /// <summary>Those of the command line; null when it has none.</summary>
    /// <param name="bound">All parameters of the command line.</param>
    /// <param name="names">Those that say something of a video.</param>
    /// <param name="prompt">The prompt that was given by its position; null when none was.</param>
    /// <exception cref="InvalidRequestException">A value can't be used, whatever the input is.</exception>
    public static GivenParameters? Read(IReadOnlyDictionary<string, object?> bound, string[] names, object? prompt)
    {
        var values = new Dictionary<string, object>();
        foreach (var name in names)
        {
            if (bound.TryGetValue(name, out var value))
            {
                values[name] = value!;
            }
        }

        if (prompt is not null)
        {
            values[VideoParameter.Prompt] = values.ContainsKey(VideoParameter.Prompt)
                ? throw SettingValue.NotAllowed(VideoParameter.Prompt, prompt, ModuleMessages.AllowedPrompts, Recommendations.GiveOnePrompt)
                : prompt;
        }

        if (values.Count == 0)
        {
            return null;
        }

        if (values.TryGetValue(VideoParameter.JobName, out var jobName) && !IsScriptBlock(jobName))
        {
            _ = SettingValue.ToText(VideoParameter.JobName, jobName);
        }

        VideoSettings.ReadScalars(values.Where(value => !IsScriptBlock(value.Value)).ToDictionary(value => value.Key, value => value.Value));
        return new GivenParameters(values);
    }

    /// <summary>Refuses parameters that are null or empty text.</summary>
    /// <exception cref="InvalidRequestException">One is: a variable is misspelt, or has no value.</exception>
    public static void RequireValues(IReadOnlyDictionary<string, object?> bound)
    {
        foreach (var parameter in bound)
        {
            // An empty prompt is refused together with all else that is wrong with the request.
            if (Value.IsNull(parameter.Value) || (Value.IsEmpty(parameter.Value) && !(parameter.Key is VideoParameter.Prompt or VideoParameter.PromptOrPath && Value.Unwrap(parameter.Value) is string)))
            {
                throw new InvalidRequestException([FaultText.NoValue(parameter.Key, parameter.Value)]);
            }
        }
    }

    /// <summary>Whether a parameter was given.</summary>
    public bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>The values for one input.</summary>
    /// <exception cref="InvalidRequestException">A script block throws or returns nothing.</exception>
    public IReadOnlyDictionary<string, object> For(object? input) =>
        !HasScriptBlock ? _values
        : _values.ToDictionary(value => value.Key, value => Value.Unwrap(value.Value) is ScriptBlock script ? ScriptBlockArgument.Evaluate(value.Key, script, input) : value.Value);

    private static bool IsScriptBlock(object value) => Value.Unwrap(value) is ScriptBlock;
}
