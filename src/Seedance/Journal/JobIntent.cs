using System.Collections.Concurrent;
using System.Text;

namespace Seedance;

/// <summary>What the journal is to remember of a submission besides the request.</summary>
internal sealed record JobIntent
{
    /// <summary>The name under which the same inputs are submitted once; null submits anew each time.</summary>
    public string? JobName { get; init; }

    /// <summary>The inputs that the same run has had under the name.</summary>
    public JobInputs Inputs { get; init; } = new();

    /// <summary>Whether what was submitted under the name is submitted again.</summary>
    public bool Force { get; init; }

    /// <summary>Where the video goes: a folder or a file name template, full path; null when nobody said.</summary>
    public string? Destination { get; init; }

    /// <summary>Its place in the pipe, for {index}.</summary>
    public int Index { get; init; }
}

/// <summary>The inputs of one run under a name. Equal ones are jobs of their own: the first, the second …</summary>
internal sealed class JobInputs
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>The key under which the next of equal inputs is submitted once: made of what was asked for, not of how it was uploaded.</summary>
    /// <param name="hashed">The draft, its local files hashed.</param>
    /// <param name="model">Its model.</param>
    /// <param name="jobName">The name.</param>
    public string NextKey(SeedanceRequest hashed, VideoModel model, string jobName)
    {
        var input = ContentHash.Of([.. Encoding.UTF8.GetBytes(jobName + "\n"), .. RequestJson.Write(hashed.WithHashesAsIds(), model)]);
        var count = _counts.AddOrUpdate(input, 1, (_, before) => before + 1);
        return (count == 1 ? input : ContentHash.Of(Encoding.UTF8.GetBytes($"{input} {count}"))).Substring(0, 32);
    }
}
