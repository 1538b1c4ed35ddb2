using System.Globalization;
using System.Text.Json;

namespace Seedance.Api;

/// <summary>Reads responses without trust: a value that is missing or of another type is null and never an exception.</summary>
internal static class JsonElements
{
    public static JsonElement? GetPropertyOrNull(this JsonElement element, string name) =>
        element.GetPropertyOrJsonNull(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>A property, where JSON's null is a value too.</summary>
    public static JsonElement? GetPropertyOrJsonNull(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate in one of the names: they can't be compared.
            return null;
        }
    }

    public static string? GetStringOrNull(this JsonElement element, string name) => element.GetPropertyOrNull(name)?.GetStringOrNull();

    public static string? GetStringOrNull(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: not text that can be shown or compared.
            return null;
        }
    }

    /// <summary>A number, or a string that contains one: the service writes amounts both ways.</summary>
    public static decimal? GetDecimalOrNull(this JsonElement element, string name) => element.GetPropertyOrNull(name) switch
    {
        { ValueKind: JsonValueKind.Number } value => value.TryGetDecimal(out var number) ? number : null,
        { ValueKind: JsonValueKind.String } => decimal.TryParse(element.GetStringOrNull(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    public static long? GetInt64OrNull(this JsonElement element, string name) =>
        element.GetDecimalOrNull(name) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>A whole number. One that does not fit is null and never another number.</summary>
    public static int? GetInt32OrNull(this JsonElement element, string name) =>
        element.GetInt64OrNull(name) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    public static bool? GetBooleanOrNull(this JsonElement element, string name) => element.GetPropertyOrNull(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static Uri? GetUriOrNull(this JsonElement element, string name) =>
        Uri.TryCreate(element.GetStringOrNull(name), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    /// <summary>A time. One without a zone is UTC, as the service writes it.</summary>
    public static DateTimeOffset? GetTimeOrNull(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.GetStringOrNull(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>A property that is an array with items.</summary>
    public static JsonElement? GetNonEmptyArray(this JsonElement element, string name) =>
        element.GetPropertyOrNull(name) is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0 ? array : null;

    public static IEnumerable<JsonElement> EnumerateOrEmpty(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
