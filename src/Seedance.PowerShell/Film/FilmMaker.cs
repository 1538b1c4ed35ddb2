using System.Text;
using Seedance.Files;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Film;

/// <summary>Makes one film of several videos.</summary>
/// <param name="tool">The programs.</param>
/// <param name="onProgress">Called with the seconds that are done and those of the film; null where nobody sees it.</param>
/// <param name="onCopyFailed">Called when the streams are encoded because they could not be copied.</param>
internal sealed class FilmMaker(FFmpegTool tool, Action<double, double>? onProgress, Func<string, Task> onCopyFailed)
{
    private const string ProgressKey = "out_time_us=";
    private const double Microsecond = 1e-6;

    /// <exception cref="FFmpegFailedException">ffmpeg failed, or the film has another length than the videos.</exception>
    /// <exception cref="FileExistsException">The file exists and must not be replaced.</exception>
    /// <exception cref="WriteFailedException">The disk did not accept the film.</exception>
    public async Task<FileInfo> MakeAsync(FilmPlan plan, string path, bool force, CancellationToken cancellationToken)
    {
        using var film = new OutputFile(path, force);
        if (!plan.CanCopy || !await TryCopyAsync(plan, film, path, cancellationToken))
        {
            await RunAsync(plan.EncodeArguments(), film, plan.EncodedDuration, cancellationToken);
            await CheckDurationAsync(film, path, plan.EncodedDuration, plan.Tolerance, cancellationToken);
        }

        return film.Commit();
    }

    private async Task<bool> TryCopyAsync(FilmPlan plan, OutputFile film, string path, CancellationToken cancellationToken)
    {
        var list = Path.Combine(Path.GetTempPath(), "seedance-" + Path.GetRandomFileName());
        try
        {
            WriteList(list, plan.CopyList);
            await RunAsync(plan.CopyArguments(list), film, plan.CopiedDuration, cancellationToken);
            await CheckDurationAsync(film, path, plan.CopiedDuration, plan.Tolerance, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is FFmpegFailedException or UnreadableVideoException)
        {
            await onCopyFailed(FilmText.CopyFailed + failure.Message);
            return false;
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static void WriteList(string path, string list)
    {
        try
        {
            // It names the user's files, in a folder of all users.
            using var file = OwnerOnly.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var content = Encoding.UTF8.GetBytes(list);
            file.Write(content, 0, content.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new WriteFailedException(path, failure);
        }
    }

    private async Task RunAsync(IEnumerable<string> arguments, OutputFile film, double duration, CancellationToken cancellationToken)
    {
        string[] progress = onProgress is null ? [] : ["-progress", "pipe:1", "-nostats"];
        await tool.RunAsync([.. progress, .. arguments, "-movflags", "+faststart", "-f", "mp4", "-y", film.TempPath], onProgress is null ? null : OnLine, cancellationToken);

        void OnLine(string line)
        {
            if (line.StartsWith(ProgressKey, StringComparison.Ordinal) && VideoProbe.ParseNumber(line.Substring(ProgressKey.Length)) is >= 0 and var time)
            {
                onProgress!(time * Microsecond, duration);
            }
        }
    }

    private async Task CheckDurationAsync(OutputFile film, string path, double expected, double tolerance, CancellationToken cancellationToken)
    {
        var facts = await VideoProbe.ReadAsync(tool, film.TempPath, cancellationToken);
        if (Math.Abs(facts.Duration - expected) > tolerance)
        {
            throw new FFmpegFailedException(FilmText.WrongDuration(path, facts.Duration, expected));
        }
    }
}
