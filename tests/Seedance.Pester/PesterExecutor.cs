using System.Collections.Concurrent;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Seedance.Pester;

/// <summary>Runs tests of tests/Pester in four pwsh side by side, for tests wait often. Each takes the next file when it has ended one.</summary>
[ExtensionUri(Address)]
public sealed class PesterExecutor : ITestExecutor, IDisposable
{
    /// <summary>The name of this executor.</summary>
    public const string Address = "executor://seedance/pester";

    private const int MaxSessions = 4;

    /// <summary>The tag of tests that start processes or wait for the service.</summary>
    private const string SlowTag = "-Tag Slow";

    private static readonly TimeSpan _reportInterval = TimeSpan.FromSeconds(10);
    private static readonly string[] _filterProperties = ["FullyQualifiedName", "DisplayName"];

    private readonly CancellationTokenSource _cancellation = new();

    /// <inheritdoc/>
    public void RunTests(IEnumerable<string>? sources, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        var filter = runContext!.GetTestCaseFilter(_filterProperties, _ => null);
        RunTests(sources!.SelectMany(PesterDiscoverer.FindTests).Where(test => filter?.MatchTestCase(test, name => name == "DisplayName" ? test.DisplayName : test.FullyQualifiedName) != false), runContext, frameworkHandle);
    }

    /// <inheritdoc/>
    public void RunTests(IEnumerable<TestCase>? tests, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        // The slow files first and then the largest, so that no process is left with one of them at the end.
        var files = tests!.GroupBy(test => test.CodeFilePath!).OrderByDescending(IsSlow).ThenByDescending(file => file.Count()).ToList();
        RunAsync(files, frameworkHandle!).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    private static bool IsSlow(IGrouping<string, TestCase> file) => File.ReadAllText(file.Key).Contains(SlowTag, StringComparison.Ordinal);

    private async Task RunAsync(List<IGrouping<string, TestCase>> files, ITestExecutionRecorder recorder)
    {
        var done = 0;
        using var report = new Timer(_ => recorder.SendMessage(TestMessageLevel.Informational, $"Pester: {done} of {files.Count} files done."), null, _reportInterval, _reportInterval);
        var queue = new ConcurrentQueue<IGrouping<string, TestCase>>(files);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(MaxSessions, files.Count)).Select(_ => RunQueueAsync()));

        async Task RunQueueAsync()
        {
            while (!queue.IsEmpty)
            {
                await using var session = new PesterSession();
                while (!session.IsBroken && queue.TryDequeue(out var file))
                {
                    var run = await session.RunAsync(file.Key, file.Select(test => test.LineNumber), _cancellation.Token);
                    foreach (var test in file)
                    {
                        recorder.RecordResult(run.ResultOf(test));
                    }

                    Interlocked.Increment(ref done);
                }
            }
        }
    }
}
