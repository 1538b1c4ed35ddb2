namespace Seedance.Polling;

/// <summary>One poll: a job by its id, or several by the list.</summary>
internal sealed record Poll(PollKind Kind, IReadOnlyList<WatchedJob> Jobs);
