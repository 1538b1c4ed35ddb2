using System.Diagnostics;

namespace Seedance.PowerShell.Tests.Host;

internal sealed class RunningHost(Process process, TimeSpan limit)
{
    public int Id => process.Id;

    public async Task<string?> ReadLine() => await process.StandardOutput.ReadLineAsync().WaitAsync(limit);

    public async Task<HostRun> Finish()
    {
        using (process)
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                await process.WaitForExitAsync().WaitAsync(limit);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return new HostRun(process.ExitCode, await output, await error);
        }
    }
}
