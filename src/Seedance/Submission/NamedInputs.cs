using System.Collections.Concurrent;
using System.Text;

namespace Seedance.Submission;

/// <summary>The inputs of one run under a name. Equal inputs are jobs of their own: the first, the second and so on.</summary>
internal sealed class NamedInputs
{
    private const int KeyLength = 32;

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly object _lock = new();
    private Task _lastTurn = Task.CompletedTask;

    /// <summary>Takes the turn of the next input. Called in the order of the inputs; each turn must end.</summary>
    public InputTurn TakeTurn()
    {
        lock (_lock)
        {
            var turn = new InputTurn(this, _lastTurn);
            _lastTurn = turn.End;
            return turn;
        }
    }

    /// <summary>The journal key of the next of equal inputs. It depends on what is requested and not on how it was uploaded.</summary>
    /// <param name="hashed">The request, with its local files hashed.</param>
    /// <param name="model">Its model.</param>
    /// <param name="jobName">The name.</param>
    public string NextKey(SeedanceRequest hashed, VideoModel model, string jobName)
    {
        var input = ContentHash.Compute([.. Encoding.UTF8.GetBytes(jobName + "\n"), .. RequestWriter.Write(hashed.WithHashesAsIds(), model)]);
        return KeyOf(input, _counts.AddOrUpdate(input, 1, (_, count) => count + 1));
    }

    private static string KeyOf(string input, int count) =>
        (count == 1 ? input : ContentHash.Compute(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{input} {count}")))).Substring(0, KeyLength);
}
