namespace Seedance.PowerShell.Tests.Host;

public sealed class ExitCodeTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("Import-Module nope; exit 0", 0)]
    [InlineData("throw 'x'", 1)]
    [InlineData("Import-Module nope", 1)]
    [InlineData("Import-Module nope; 1", 0)]
    [InlineData("$ErrorActionPreference = 'Stop'; Import-Module nope; 1", 1)]
    [InlineData("if (", 1)]
    public async Task A_script_and_a_text_end_alike(string text, int expected)
    {
        Assert.Equal(expected, (await _folder.Run(text)).ExitCode);
        Assert.Equal(expected, (await HostRun.Command(text)).ExitCode);
    }

    [Fact]
    public async Task What_cannot_start_is_wrong_usage()
    {
        var bare = await HostRun.Start().Finish();
        Assert.Equal(2, bare.ExitCode);
        Assert.Contains("Usage:", bare.Error, StringComparison.Ordinal);

        var absent = await HostRun.StartIn(_folder.Path, "absent.ps1").Finish();
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains("absent.ps1", absent.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_runs_finally_blocks(string signal, int expected)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no kill.");
        var host = _folder.Start("""
            try { 'ready'; while ($true) { [Threading.Thread]::Sleep(20) } }
            finally { [Console]::Out.WriteLine('cleaned up') }
            """);
        Assert.Equal("ready", await host.ReadLine());
        using (var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{host.Id}"]))
            await kill.WaitForExitAsync();

        var run = await host.Finish();
        Assert.Equal(expected, run.ExitCode);
        Assert.Equal("cleaned up", run.Output.Trim());
        Assert.Empty(run.Error);
    }
}
