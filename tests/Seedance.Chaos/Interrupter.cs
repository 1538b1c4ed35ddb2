using System.Diagnostics;

namespace Seedance.Chaos;

/// <summary>Kills or stops each process at a random moment: some time after its start, or just after a request.</summary>
internal sealed class Interrupter(Random random)
{
    private const string Start = "before the first request";

    private static readonly string[] _triggers = [Requests.Create, Requests.Read, Requests.Download, Requests.Any];

    /// <summary>A slow machine takes long to start a process.</summary>
    private static readonly TimeSpan _maxWait = TimeSpan.FromSeconds(30);

    /// <summary>Not a measurement: a process that hangs is a failure, too.</summary>
    private static readonly TimeSpan _timeLimit = TimeSpan.FromMinutes(5);

    private readonly object _lock = new();
    private readonly Dictionary<string, int> _kills = [];
    private readonly Dictionary<string, int> _stops = [];
    private readonly List<Trigger> _waiting = [];
    private string _phase = Start;

    /// <summary>How many processes were killed, by the last request before that.</summary>
    public IReadOnlyDictionary<string, int> Kills => _kills;

    /// <summary>How many processes were stopped by Ctrl+C, by the last request before that.</summary>
    public IReadOnlyDictionary<string, int> Stops => _stops;

    /// <summary>How many processes were interrupted.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _kills.Values.Sum() + _stops.Values.Sum();
            }
        }
    }

    /// <summary>Called before processes are started.</summary>
    public void OnStart()
    {
        lock (_lock)
        {
            _phase = Start;
        }
    }

    /// <summary>Called for each request.</summary>
    public void OnRequest(string request)
    {
        lock (_lock)
        {
            _phase = "after " + Requests.Purpose(request);
            _waiting.ForEach(trigger => trigger.OnRequest(request));
        }
    }

    /// <summary>Interrupts a process unless it ends first.</summary>
    /// <returns>How it ended.</returns>
    public async Task<RunEnd> InterruptAsync(Process process)
    {
        var (trigger, maxWait, delay, isStop) = Draw();
        var end = process.WaitForExitAsync();
        await Task.WhenAny(end, trigger.Task, Task.Delay(maxWait));
        await Task.WhenAny(end, Task.Delay(delay));
        string phase;
        lock (_lock)
        {
            _waiting.Remove(trigger);
            phase = _phase;
        }

        return end.IsCompleted ? RunEnd.Completed
            : isStop ? await StopAsync(process, phase)
            : await KillAsync(process, phase);
    }

    /// <summary>Waits for the end of a process that is not interrupted.</summary>
    public static async Task<RunEnd> WaitAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(_timeLimit);
            return RunEnd.Completed;
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return RunEnd.TimedOut;
        }
    }

    private async Task<RunEnd> KillAsync(Process process, string phase)
    {
        process.Kill();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            // It completed at the last moment.
            return RunEnd.Completed;
        }

        Add(_kills, phase);
        return RunEnd.Killed;
    }

    private async Task<RunEnd> StopAsync(Process process, string phase)
    {
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        if (await WaitAsync(process) == RunEnd.TimedOut)
        {
            return RunEnd.TimedOut;
        }

        Add(_stops, phase);
        return RunEnd.Stopped;
    }

    private void Add(Dictionary<string, int> counts, string phase)
    {
        lock (_lock)
        {
            counts[phase] = counts.GetValueOrDefault(phase) + 1;
        }
    }

    /// <summary>By the clock or by a request, so that short phases are hit as well as long ones, however fast the machine is.</summary>
    private (Trigger Trigger, TimeSpan MaxWait, TimeSpan Delay, bool IsStop) Draw()
    {
        lock (_lock)
        {
            var byClock = TimeSpan.FromMilliseconds(random.Next(300, 3000));
            var isByRequest = random.Next(6) > 0;
            var trigger = new Trigger(_triggers[random.Next(_triggers.Length)], isByRequest ? random.Next(1, 8) : 0);
            var delay = TimeSpan.FromMilliseconds(random.Next(80));
            var isStop = random.Next(3) == 0 && OperatingSystem.IsLinux();
            _waiting.Add(trigger);
            return isByRequest ? (trigger, _maxWait, delay, isStop) : (trigger, byClock, TimeSpan.Zero, isStop);
        }
    }

    /// <summary>Completes with the n-th request of a kind; never when n is 0.</summary>
    private sealed class Trigger(string start, int count)
    {
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;

        public Task Task => _source.Task;

        public void OnRequest(string request)
        {
            if (Requests.StartsWith(request, start) && --_left == 0)
            {
                _source.TrySetResult();
            }
        }
    }
}
