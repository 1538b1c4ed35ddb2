namespace Seedance.Chaos;

/// <summary>What came of one round, or of several.</summary>
public sealed record ChaosReport
{
    public int Rounds { get; init; }

    public int Starts { get; init; }

    /// <summary>How many runs were killed.</summary>
    public int Kills => KillsByPhase.Values.Sum();

    /// <summary>The same, by what each had last asked the server for.</summary>
    public IReadOnlyDictionary<string, int> KillsByPhase { get; init; } = new Dictionary<string, int>();

    /// <summary>How many jobs were asked for.</summary>
    public int Asked { get; init; }

    /// <summary>How many the server has: one more is paid twice, one less is lost.</summary>
    public int AtServer { get; init; }

    /// <summary>How many MP4s are there, whole and the right ones.</summary>
    public int Whole { get; init; }

    /// <summary>How many jobs were found again whose create answer nobody has read.</summary>
    public int Adopted { get; init; }

    public int PartialsLeft { get; init; }

    /// <summary>How many entries of the journal are not Saved.</summary>
    public int UnsavedLeft { get; init; }

    /// <summary>How often each kind of fault met a request.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>What is not as it was promised, each with its seed.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    public static ChaosReport operator +(ChaosReport one, ChaosReport other) => new()
    {
        Rounds = one.Rounds + other.Rounds,
        Starts = one.Starts + other.Starts,
        KillsByPhase = Sum(one.KillsByPhase, other.KillsByPhase),
        Asked = one.Asked + other.Asked,
        AtServer = one.AtServer + other.AtServer,
        Whole = one.Whole + other.Whole,
        Adopted = one.Adopted + other.Adopted,
        PartialsLeft = one.PartialsLeft + other.PartialsLeft,
        UnsavedLeft = one.UnsavedLeft + other.UnsavedLeft,
        Faults = Sum(one.Faults, other.Faults),
        Broken = [.. one.Broken, .. other.Broken],
    };

    private static Dictionary<string, int> Sum(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Concat(other).GroupBy(count => count.Key).ToDictionary(kind => kind.Key, kind => kind.Sum(count => count.Value));
}
