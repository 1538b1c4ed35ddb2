using System.Text.Json;

namespace Seedance.Sandbox.Validation;

/// <summary>Collects the errors of a request. A path ends with the dot that separates it from the name of a property.</summary>
internal sealed class ValidationErrors
{
    private readonly List<string> _messages = [];

    public IReadOnlyList<string> Messages => _messages;

    public void Add(string message) => _messages.Add(message);

    public void AddIf(bool isWrong, string message)
    {
        if (isWrong)
        {
            Add(message);
        }
    }

    public void RejectUnknown(JsonElement owner, string path, params string[] known) =>
        _messages.AddRange(owner.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property => $"{path}{property.Name} is not allowed"));

    public void CheckBoolean(JsonElement owner, string path, string name) =>
        AddIf(owner.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False), $"{path}{name} must be a boolean");

    public void CheckInteger(JsonElement owner, string path, string name, long min, long max, bool required = false)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            AddIf(required, $"{path}{name} is required");
        }
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            Add($"{path}{name} must be an integer");
        }
        else if (number < min || number > max)
        {
            Add($"{path}{name} must be between {min} and {max}");
        }
    }
}
