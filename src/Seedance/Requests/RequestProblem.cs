namespace Seedance.Requests;

/// <summary>One thing wrong, or doubtful, with a request, as plain facts. The module puts it into words.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Field">Where.</param>
/// <param name="Value">The value that was given.</param>
/// <param name="IsWarning">Whether the request is sent nevertheless: the service may reject it.</param>
internal sealed record RequestProblem(ProblemKind Kind, RequestField Field, object? Value, bool IsWarning = false)
{
    /// <summary>The allowed range, where there is one.</summary>
    public Bounds? Range { get; init; }

    /// <summary>The allowed maximum, where there is one.</summary>
    public double? Max { get; init; }

    /// <summary>The fields that the value conflicts with, or that it requires one of.</summary>
    public IReadOnlyList<RequestField> Others { get; init; } = [];

    /// <summary>The media that the problem is about, if any.</summary>
    public SeedanceMedia? Media { get; init; }
}
