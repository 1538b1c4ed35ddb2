using Seedance.Downloads;

namespace Seedance.PowerShell.Inputs;

/// <summary>The files that a command will write, as far as their names are known before the jobs are paid.</summary>
internal sealed class ReservedPaths
{
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reserves the file of a request.</summary>
    /// <param name="save">Where it is to be saved, by a template.</param>
    /// <param name="request">The request.</param>
    /// <param name="isNamed">Whether it has a job name: then an existing file may be its own, saved by an earlier run.</param>
    /// <param name="take">Its number among the takes of its input; null when the input has one.</param>
    /// <returns>The file that must not exist when a job is submitted; null when it may exist, or is not known yet.</returns>
    /// <exception cref="SameDestinationException">Another input of the command has the same file.</exception>
    /// <exception cref="FileExistsException">The file exists.</exception>
    public string? Reserve(SaveOptions save, SeedanceRequest request, bool isNamed, int? take)
    {
        if (save.Template!.ContainsId || (request.Seed is null && save.Template.ContainsSeed))
        {
            return null;
        }

        var path = save.PathOf(new SeedanceGeneration { Id = string.Empty, Prompt = request.Prompt, Seed = request.Seed, SourcePath = request.SourcePath, Take = take });
        if (!_paths.Add(path))
        {
            throw new SameDestinationException(path);
        }

        if (save.Force)
        {
            return null;
        }

        return isNamed || !File.Exists(path) ? path : throw new FileExistsException(path, null);
    }
}
