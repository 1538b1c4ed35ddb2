namespace Seedance.Polling;

/// <summary>One round of the watcher's loop.</summary>
/// <param name="Polls">The polls to start.</param>
/// <param name="Now">When the round began.</param>
/// <param name="NextAt">When the next round is due.</param>
/// <param name="JobCount">How many jobs are watched.</param>
/// <param name="Changed">Completes when there is something to do earlier.</param>
internal sealed record PollRound(IReadOnlyList<Poll> Polls, DateTimeOffset Now, DateTimeOffset NextAt, int JobCount, Task Changed);
