namespace Seedance.Tests;

/// <summary>Small files that are either complete or absent, and on disk when that was asked for.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_written_and_replaced_in_a_folder_that_is_created_for_it(bool durable)
    {
        var path = Path.Combine(_folder.FullName, "new", "file");

        AtomicFile.Write(path, [1], durable);
        AtomicFile.Write(path, [2, 3], durable);

        Assert.Equal([2, 3], AtomicFile.Read(path));
        Assert.Equal([path], Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_that_exists_is_not_created_again()
    {
        var path = Path.Combine(_folder.FullName, "file");

        Assert.True(AtomicFile.TryCreate(path, [1]));
        Assert.False(AtomicFile.TryCreate(path, [2]));

        Assert.Equal([1], AtomicFile.Read(path));
        Assert.Equal([path], Directory.EnumerateFiles(_folder.FullName));
    }

    [Fact]
    public void A_write_that_fails_leaves_no_temporary_file()
    {
        var path = Path.Combine(_folder.FullName, "taken");
        Directory.CreateDirectory(path);

        Assert.True(Record.Exception(() => AtomicFile.Write(path, [1])) is IOException or UnauthorizedAccessException);

        Assert.Empty(Directory.EnumerateFiles(_folder.FullName));
    }

    [Fact]
    public void A_folder_is_flushed_to_disk() => DirectoryFlush.Flush(_folder.FullName);

    [SkippableFact]
    public void A_folder_that_can_not_be_flushed_is_an_error()
    {
        Skip.If(OperatingSystem.IsWindows(), "NTFS journals renames by itself.");

        Assert.Throws<IOException>(() => DirectoryFlush.Flush(Path.Combine(_folder.FullName, "missing")));
    }
}
