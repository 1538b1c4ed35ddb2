using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Seedance.PowerShell.Inputs;

/// <summary>Values as PowerShell hands them over: wrapped, missing, empty or restored from another process.</summary>
internal static class Value
{
    private const string RestoredPrefix = "Deserialized.";

    /// <summary>The object itself.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>Whether there is no value: null, or the output of a command that had none.</summary>
    public static bool IsNull(object? value) => Unwrap(value) is null or DBNull || ReferenceEquals(value, AutomationNull.Value);

    /// <summary>Whether a cell is empty: null, white space or an empty list.</summary>
    public static bool IsEmpty(object? value) => IsNull(value) || Unwrap(value) switch
    {
        string text => string.IsNullOrWhiteSpace(text),
        IList list => list.Count == 0,
        _ => false,
    };

    /// <summary>The type that a user knows: of a restored object or of a custom one the name that PowerShell shows.</summary>
    public static string TypeName(object value) =>
        RestoredType(value) ?? (Unwrap(value) is PSCustomObject && value is PSObject { TypeNames: [var shown, ..] } ? shown : Unwrap(value)!.GetType().Name);

    /// <summary>The type of an object that was restored from XML or from another process, such as Deserialized.System.IO.FileInfo; null for any other.</summary>
    public static string? RestoredType(object value) =>
        value is PSObject { TypeNames: [var first, ..] } && first.StartsWith(RestoredPrefix, StringComparison.Ordinal) ? first : null;

    /// <summary>A value as messages show it, the same in every culture.</summary>
    public static string Describe(object? value) => IsNull(value) ? "$null" : Unwrap(value) switch
    {
        string text => text,
        IList list => string.Join(", ", list.Cast<object?>().Select(Describe)),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
