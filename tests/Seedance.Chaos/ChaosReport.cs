namespace Seedance.Chaos;

/// <summary>The result of one round, or of several.</summary>
public sealed record ChaosReport
{
    public int Rounds { get; init; }

    public int Starts { get; init; }

    /// <summary>How many processes were killed.</summary>
    public int Kills => KillsByPhase.Values.Sum();

    /// <summary>The same, by the last request before that.</summary>
    public IReadOnlyDictionary<string, int> KillsByPhase { get; init; } = new Dictionary<string, int>();

    /// <summary>How many processes were stopped by Ctrl+C.</summary>
    public int Stops => StopsByPhase.Values.Sum();

    /// <summary>The same, by the last request before that.</summary>
    public IReadOnlyDictionary<string, int> StopsByPhase { get; init; } = new Dictionary<string, int>();

    /// <summary>How many jobs were requested.</summary>
    public int Requested { get; init; }

    /// <summary>How many of them are equal prompts under one seed.</summary>
    public int Equal { get; init; }

    /// <summary>How many jobs the server has: one more is paid twice, one less is lost.</summary>
    public int AtServer { get; init; }

    /// <summary>How many MP4 files are complete and the right ones.</summary>
    public int Complete { get; init; }

    /// <summary>How many jobs were found in the account's list after their response was lost.</summary>
    public int Adopted { get; init; }

    /// <summary>How often a run found equal entries Unknown and had to settle them.</summary>
    public int Ambiguous { get; init; }

    /// <summary>How many jobs could belong to more than one entry and were saved by their IDs.</summary>
    public int SavedById { get; init; }

    /// <summary>How many API keys sent requests.</summary>
    public int Keys { get; init; }

    /// <summary>How many processes ran at once at most.</summary>
    public int Workers { get; init; }

    public int PartialFilesLeft { get; init; }

    /// <summary>How many entries of the journal are neither Saved nor saved by ID.</summary>
    public int UnsavedLeft { get; init; }

    /// <summary>How often each kind of fault was applied.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>The broken promises, each with its seed.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    public static ChaosReport operator +(ChaosReport one, ChaosReport other) => new()
    {
        Rounds = one.Rounds + other.Rounds,
        Starts = one.Starts + other.Starts,
        KillsByPhase = Sum(one.KillsByPhase, other.KillsByPhase),
        StopsByPhase = Sum(one.StopsByPhase, other.StopsByPhase),
        Requested = one.Requested + other.Requested,
        Equal = one.Equal + other.Equal,
        AtServer = one.AtServer + other.AtServer,
        Complete = one.Complete + other.Complete,
        Adopted = one.Adopted + other.Adopted,
        Ambiguous = one.Ambiguous + other.Ambiguous,
        SavedById = one.SavedById + other.SavedById,
        Keys = Math.Max(one.Keys, other.Keys),
        Workers = Math.Max(one.Workers, other.Workers),
        PartialFilesLeft = one.PartialFilesLeft + other.PartialFilesLeft,
        UnsavedLeft = one.UnsavedLeft + other.UnsavedLeft,
        Faults = Sum(one.Faults, other.Faults),
        Broken = [.. one.Broken, .. other.Broken],
    };

    private static Dictionary<string, int> Sum(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Concat(other).GroupBy(count => count.Key).ToDictionary(kind => kind.Key, kind => kind.Sum(count => count.Value));
}
