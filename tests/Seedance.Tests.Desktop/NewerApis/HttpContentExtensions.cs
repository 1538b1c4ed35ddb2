namespace Seedance.Tests;

/// <summary>What .NET Framework's HttpContent does not have.</summary>
internal static class HttpContentExtensions
{
    extension(HttpContent content)
    {
        public Task CopyToAsync(Stream stream, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.CopyToAsync(stream);
        }

        public Task<string> ReadAsStringAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.ReadAsStringAsync();
        }
    }
}
