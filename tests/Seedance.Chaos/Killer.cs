using System.Diagnostics;

namespace Seedance.Chaos;

/// <summary>Kills each run at a moment that it draws: some time after its start, or just after some request has come.</summary>
internal sealed class Killer(Random random)
{
    private const string Start = "before the first request";

    private static readonly string[] _aims = [Requests.Create, Requests.Read, Requests.Download];

    /// <summary>A slow machine takes long to start a process.</summary>
    private static readonly TimeSpan _latest = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly Dictionary<string, int> _kills = [];
    private string _aim = "";
    private int _left;
    private string _phase = Start;
    private TaskCompletionSource _comes = new();

    /// <summary>How many it has killed, by what they had last asked the server for.</summary>
    public IReadOnlyDictionary<string, int> Kills => _kills;

    /// <summary>Told of each request.</summary>
    public void Hear(string request)
    {
        lock (_lock)
        {
            _phase = "after " + Requests.Purpose(request);
            if (Requests.Begins(request, _aim) && --_left == 0)
            {
                _comes.TrySetResult();
            }
        }
    }

    /// <summary>Kills a run unless it ends first.</summary>
    /// <returns>Whether it was killed.</returns>
    public async Task<bool> KillAsync(Process run)
    {
        var (comes, latest, after) = DrawMoment();
        var end = run.WaitForExitAsync();
        await Task.WhenAny(end, comes, Task.Delay(latest));
        await Task.WhenAny(end, Task.Delay(after));
        var isAlive = !end.IsCompleted;
        run.Kill();
        await end;

        // It may have ended well at the last moment.
        var isKilled = isAlive && run.ExitCode != 0;
        Count(isKilled ? 1 : 0);
        return isKilled;
    }

    private void Count(int kills)
    {
        lock (_lock)
        {
            _kills[_phase] = _kills.GetValueOrDefault(_phase) + kills;
        }
    }

    /// <summary>By the clock, or by a request: so the short phases of a run are hit as well as the long ones, however fast the machine is.</summary>
    private (Task Comes, TimeSpan Latest, TimeSpan After) DrawMoment()
    {
        lock (_lock)
        {
            _phase = Start;
            var byClock = TimeSpan.FromMilliseconds(random.Next(300, 3000));
            var isAimed = random.Next(3) > 0;
            (_aim, _left, _comes) = (_aims[random.Next(_aims.Length)], isAimed ? random.Next(1, 8) : 0, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return isAimed ? (_comes.Task, _latest, TimeSpan.FromMilliseconds(random.Next(80))) : (_comes.Task, byClock, TimeSpan.Zero);
        }
    }
}
