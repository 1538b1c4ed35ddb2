using System.Globalization;
using System.Text.Json;

namespace Seedance;

/// <summary>Reads answers without trust: a value that is missing or of another type is null, never an exception.</summary>
internal static class JsonElements
{
    public static JsonElement? Property(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>A property, for whom null is a value too.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, escaped, in one of the names: they can't be compared.
            return null;
        }
    }

    public static string? Text(this JsonElement element, string name) => element.Property(name)?.Text();

    public static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, escaped: no text that can be shown or compared.
            return null;
        }
    }

    /// <summary>A number, or a string that holds one: the service writes amounts both ways.</summary>
    public static decimal? Number(this JsonElement element, string name) => element.Property(name) switch
    {
        { ValueKind: JsonValueKind.Number } value => value.TryGetDecimal(out var number) ? number : null,
        { ValueKind: JsonValueKind.String } => decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    public static long? Whole(this JsonElement element, string name) =>
        element.Number(name) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>A whole number that fits; one that does not is null and never another number.</summary>
    public static int? Int(this JsonElement element, string name) =>
        element.Whole(name) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    public static bool? Truth(this JsonElement element, string name) => element.Property(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static Uri? Address(this JsonElement element, string name) =>
        Uri.TryCreate(element.Text(name), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : null;

    /// <summary>A property that is an array with items in it.</summary>
    public static JsonElement? Filled(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0 ? array : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
