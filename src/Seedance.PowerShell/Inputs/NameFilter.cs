namespace Seedance.PowerShell.Inputs;

/// <summary>Names as a filter: what exists under exactly a name is that, and only otherwise is the name a pattern.</summary>
internal sealed class NameFilter
{
    private readonly NamePattern[] _patterns;
    private readonly HashSet<string> _exact;

    /// <param name="names">The names or patterns; null accepts everything.</param>
    /// <param name="existing">All names that exist. They are read only when there is a wildcard.</param>
    public NameFilter(IReadOnlyList<string> names, IEnumerable<string?> existing)
    {
        _patterns = [.. names.Select(name => new NamePattern(name))];
        _exact = _patterns.Any(pattern => pattern.HasWildcards)
            ? new(existing.OfType<string>().Where(name => _patterns.Any(pattern => pattern.IsExactly(name))), StringComparer.OrdinalIgnoreCase)
            : [];
    }

    public bool Matches(string? name) => _patterns.Any(pattern => _exact.Contains(pattern.Text) ? pattern.IsExactly(name) : pattern.Matches(name));
}
