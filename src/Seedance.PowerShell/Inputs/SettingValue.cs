using System.Globalization;
using System.Management.Automation;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Inputs;

/// <summary>Converts a value that was given for a parameter, on the command line or in a cell: exactly, or not at all.</summary>
internal static class SettingValue
{
    /// <summary>A whole number: nothing is rounded, and separators are not skipped.</summary>
    /// <exception cref="InvalidRequestException">It is not one.</exception>
    public static long ToWholeNumber(string parameter, object value, long min = long.MinValue, long max = long.MaxValue) =>
        WholeNumberOrNull(Value.Unwrap(value)) is { } number && number >= min && number <= max
            ? number
            : throw NotAllowed(parameter, value, FaultText.AllowedNumbers(parameter, VideoModels.Default));

    /// <summary>A whole number that an int can hold.</summary>
    /// <exception cref="InvalidRequestException">It is not one.</exception>
    public static int ToInt32(string parameter, object value) => (int)ToWholeNumber(parameter, value, int.MinValue, int.MaxValue);

    /// <summary>Text as it is.</summary>
    /// <exception cref="InvalidRequestException">It is not text.</exception>
    public static string ToText(string parameter, object value) =>
        Value.Unwrap(value) as string ?? throw NotAllowed(parameter, value, ModuleMessages.AllowedText(Value.TypeName(value)));

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidRequestException">It is neither.</exception>
    public static bool ToBoolean(string parameter, object value) => BooleanOrNull(Value.Unwrap(value)) ?? throw NotAllowed(parameter, value, ModuleMessages.AllowedBoolean);

    public static InvalidRequestException NotAllowed(string parameter, object? value, string allowed, string? suggestion = null) =>
        new([FaultText.NotAllowed(parameter, value, allowed, suggestion)]);

    public static bool? BooleanOrNull(object? value) => value switch
    {
        bool boolean => boolean,
        SwitchParameter given => given.IsPresent,
        string text => text.Trim().ToUpperInvariant() switch { "TRUE" or "YES" or "1" => true, "FALSE" or "NO" or "0" => false, _ => null },
        _ => WholeNumberOrNull(value) switch { 0 => false, 1 => true, _ => null },
    };

    public static long? WholeNumberOrNull(object? value) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => number <= long.MaxValue ? (long)number : null,
        decimal number => FromDecimal(number),
        double number => Math.Abs(number) < 1e15 ? FromDecimal((decimal)number) : null,
        float number => Math.Abs(number) < 1e7 ? FromDecimal((decimal)number) : null,
        string text => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    /// <summary>An amount in US dollars, 0 or more; null when a value is none.</summary>
    public static decimal? DollarsOrNull(object? value) => value switch
    {
        string text => decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null,
        decimal amount => amount >= 0 ? amount : null,
        double amount => amount is >= 0 and < 1e15 ? (decimal)amount : null,
        float amount => amount is >= 0 and < 1e7f ? (decimal)amount : null,
        _ => WholeNumberOrNull(value) is >= 0 and var whole ? whole : null,
    };

    /// <summary>A time in seconds, 0 or more; null when a value is none.</summary>
    public static decimal? SecondsOrNull(object? value) =>
        value is TimeSpan time ? (time >= TimeSpan.Zero ? time.Ticks / (decimal)TimeSpan.TicksPerSecond : null) : DollarsOrNull(value);

    private static long? FromDecimal(decimal number) => decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
}
