using System.Collections.ObjectModel;

namespace Seedance.Media;

/// <summary>A list whose text is its items: Export-Csv writes that text into a cell.</summary>
internal sealed class TextList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    public static TextList<T> None { get; } = new([]);

    public static TextList<T> Of(IReadOnlyList<T>? items) => items as TextList<T> ?? (items is { Count: > 0 } ? new(items) : None);

    /// <summary>The items, separated by semicolons as in a row.</summary>
    public override string ToString() => string.Join("; ", this);
}
